#include "channel/saved_as.hpp"

#include <algorithm>
#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/stopwatch.hpp"

namespace {

using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

constexpr const char* kText =
    "这次会议讨论了如何进一步提高农村学校的教学质量，并且决定从明年开始增加投入。\n"
    "大学生在求职的时候，经常会遇到这样那样的问题，应当及时向有关部门反映情况。\n";

std::string break_by(const std::string& channel, const std::string& text) {
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find(channel)->damage(text, "", random);
}

std::size_t count_wrong(const std::string& a, const std::string& b) {
  const std::u32string left = fuyuan::to_utf32(a);
  const std::u32string right = fuyuan::to_utf32(b);
  REQUIRE(left.size() == right.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < left.size(); ++i) wrong += left[i] != right[i] ? 1 : 0;
  return wrong;
}

std::size_t count_marks(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '?'));
}

bool speaks_of(const Restored& restored, const std::string& channel) {
  return std::any_of(restored.plan.steps.begin(), restored.plan.steps.end(), [&](const auto& step) {
    return std::any_of(step.spans.begin(), step.spans.end(),
                       [&](const auto& span) { return span.channel == channel; });
  });
}

}  // namespace

TEST_CASE("SavedAs: what a charset lacked comes back", "[saved_as]") {
  for (const char* channel : {"saved-as-big5", "saved-as-shift-jis", "saved-as-euc-kr"}) {
    CAPTURE(channel);
    const std::string broken = break_by(channel, kText);
    REQUIRE(count_marks(broken) > 10);
    const Restored restored = Restorer().restore(broken);
    CAPTURE(restored.text);
    CHECK(count_wrong(restored.text, kText) * 2 < count_marks(broken));
    CHECK(restored.counts.inferred * 2 > count_marks(broken));
    CHECK(restored.counts.restored == 0);  // nothing is certain
    CHECK((restored.verdict == Verdict::inferred || restored.verdict == Verdict::partial));
    CHECK(speaks_of(restored, channel));
    CHECK(restored.plan.apply(broken) == restored.text);
    CHECK(Restorer().restore(restored.text).text == restored.text);
  }
}

TEST_CASE("SavedAs: Traditional text that was saved as GB 2312", "[saved_as]") {
  const std::string text =
      "「這次會議討論了如何進一步提高農村學校的教學質量，並且決定從明年開始增加投入。」\n";
  const std::string broken = break_by("traditional-saved-as-gb2312", text);
  REQUIRE(count_marks(broken) > 5);
  Options keep;
  keep.to = fuyuan::Script::keep;
  const Restored restored = Restorer(keep).restore(broken);
  CHECK(speaks_of(restored, "traditional-saved-as-gb2312"));
  CHECK(count_wrong(restored.text, text) * 2 < count_marks(broken));
  CHECK(restored.text.find("進一步提高農村學校的教學質量") != std::string::npos);
}

TEST_CASE("SavedAs: single characters lost by chance are named or guessed", "[saved_as]") {
  const std::string broken =
      "外婆家?前有一?小河，河水清得能看?水底的石子。\n"
      "我?小的时候常常在河里游?，到了晚上才回?吃饭。\n";
  const Restored restored = Restorer().restore(broken);
  CAPTURE(restored.text);
  CHECK(restored.text.find("前有一条小河") != std::string::npos);
  CHECK(restored.text.find('?') == std::string::npos);
  CHECK(restored.verdict != Verdict::clean);
  CHECK(restored.counts.inferred + restored.counts.lost == 6);
}

TEST_CASE("SavedAs: with --strict what was lost is named, and nothing guessed", "[saved_as]") {
  Options strict;
  strict.strict = true;
  const std::string broken = break_by("saved-as-big5", kText);
  const Restored restored = Restorer(strict).restore(broken);
  CHECK(restored.counts.inferred == 0);
  CHECK(restored.counts.lost > 10);
  CHECK(restored.verdict == Verdict::partial);
  CHECK(count_wrong(restored.text, kText) == count_marks(broken));
}

TEST_CASE("SavedAs: questions and code stay", "[saved_as]") {
  for (const char* text : {"你好吗?我很好，谢谢。\n", "他是谁?她不知道。为什么?因为没有人说过。\n",
                           "真的吗??太好了!!我们什么时候出发?明天早上?还是后天?\n",
                           "const 备注 = 订单.备注?\?'无'; const 折扣 = 订单.会员?.折扣??1;\n",
                           "https://example.org/搜索?关键词=你好&页=2\n", "姓名?年龄?住址?\n",
                           "出生日期：19??年?月?日，共?页，第?页\n第?章.txt、第??章.txt\n",
                           "會員?.折扣??1; 訂單.備注?\?'無'\n", "?中文 中文? (?)\n"}) {
    CAPTURE(text);
    Options keep;
    keep.to = fuyuan::Script::keep;
    const Restored restored = Restorer(keep).restore(text);
    CHECK(restored.text == text);
    CHECK(restored.verdict == Verdict::clean);
  }
}

TEST_CASE("SavedAs: knows what the charset keeps, and in which script", "[saved_as]") {
  const auto* big5 =
      dynamic_cast<const fuyuan::SavedAs*>(fuyuan::Registry::instance().find("saved-as-big5"));
  const auto* traditional = dynamic_cast<const fuyuan::SavedAs*>(
      fuyuan::Registry::instance().find("traditional-saved-as-gb2312"));
  REQUIRE(big5 != nullptr);
  REQUIRE(traditional != nullptr);
  CHECK(big5->may_have_kept(U"大家的abc，。“”"));
  CHECK_FALSE(big5->may_have_kept(U"我们"));
  CHECK_FALSE(big5->may_have_kept(U"這個"));  // nobody writes both
  CHECK(traditional->may_have_kept(U"大家"));
  CHECK_FALSE(traditional->may_have_kept(U"我们"));
  CHECK(traditional->form_of(U'们') == U'們');
  CHECK(big5->form_of(U'们') == U'们');
  CHECK(fuyuan::SavedAs::is_in(U"我?在"));
  CHECK(fuyuan::SavedAs::is_in(U"a??在"));
  CHECK_FALSE(fuyuan::SavedAs::is_in(U"a ? b : c"));
  CHECK_FALSE(fuyuan::SavedAs::is_in(U"在????????????"));
}

TEST_CASE("SavedAs: a long row of question marks is read once", "[saved_as]") {
  const std::u32string line = U"在" + std::u32string(300'000, U'?');
  const fuyuan::testing::Stopwatch watch;
  CHECK_FALSE(fuyuan::SavedAs::is_in(line));
  CHECK(watch.seconds() < 2);
}
