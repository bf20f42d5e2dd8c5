#include "channel/lost_character.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::LostCharacter;
using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

constexpr const char* kText =
    "县图书馆将在国庆节期间照常开放，读者可以凭身份证办理借书手续。\n"
    "各乡镇人民政府要认真组织学习，确保各项工作顺利进行。\n";

std::string lose(const std::string& text, const std::string& part, const std::string& marks) {
  std::string out = text;
  const std::size_t at = out.find(part);
  REQUIRE(at != std::string::npos);
  return out.replace(at, part.size(), marks);
}

}  // namespace

TEST_CASE("LostCharacter: what the line leaves no doubt about comes back", "[lost_character]") {
  for (const char* marks : {"\uFFFD", "\uFFFD\uFFFD\uFFFD"}) {
    CAPTURE(marks);
    // Of 图书馆 and 人民政府 a character each.
    const std::string one = lose(kText, "书馆", std::string(marks) + "馆");
    const std::string broken = lose(one, "民政府", "民" + std::string(marks) + "府");
    const Restored restored = Restorer().restore(broken);
    CHECK(restored.text == kText);
    CHECK(restored.verdict == Verdict::inferred);
    CHECK(restored.counts.inferred == 2);
    CHECK(restored.plan.apply(broken) == restored.text);
    CHECK(Restorer().restore(restored.text).text == restored.text);
    Options strict;
    strict.strict = true;
    CHECK(Restorer(strict).restore(broken).text == broken);
  }
}

TEST_CASE("LostCharacter: a question mark was one of the character's bytes", "[lost_character]") {
  for (const char* marks : {"?\uFFFD\uFFFD", "\uFFFD?\uFFFD", "\uFFFD?"}) {
    CAPTURE(marks);
    const std::string one = lose(kText, "书馆", std::string(marks) + "馆");
    const std::string broken = lose(one, "民政府", "民" + std::string(marks) + "府");
    const Restored restored = Restorer().restore(broken);
    CHECK(restored.text == kText);
    CHECK(restored.counts.inferred == 2);
    CHECK(restored.plan.apply(broken) == restored.text);
  }
  // One behind it at the end of a sentence is one.
  const std::string asked = "你今天去图书馆了吗，还是明天再\uFFFD?\n";
  CHECK(Restorer().restore(asked).text.ends_with("?\n"));
}

TEST_CASE("LostCharacter: what may have been anything stays lost", "[lost_character]") {
  for (const char* broken : {"老王昨天去了\uFFFD州，今天还没有回来。\n",  // 苏, 杭, 广 …
                             "会议定在2\uFFFD日上午，请准时参加。\n",     // a digit
                             "我把钥匙放在\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD里了。\n"}) {
    CAPTURE(broken);
    const Restored restored = Restorer().restore(broken);
    CHECK(restored.text == broken);
    CHECK(restored.verdict == Verdict::unrepaired);
  }
}

TEST_CASE("LostCharacter: its marks change nothing that stands beside them", "[lost_character]") {
  // Of these lines frame shifts used to make other words: 长三 of 橙, 倒塌 of 顾.
  for (const char* broken : {"因为橙\uFFFD\uFFFD含有大量的水分，所以夏天吃很解渴。\n",
                             "有这个顾\uFFFD\uFFFD的话，就先不要买这辆车了。\n"}) {
    CAPTURE(broken);
    CHECK(Restorer().restore(broken).text == broken);
  }
}

TEST_CASE("LostCharacter: lines that are mostly marks are not for it", "[lost_character]") {
  CHECK(LostCharacter::is_in(U"今天天气真好\uFFFD"));
  CHECK_FALSE(LostCharacter::is_in(U"今天天气很好"));
  CHECK_FALSE(LostCharacter::is_in(U"今\uFFFD天\uFFFD很\uFFFD"));
  CHECK_FALSE(LostCharacter::is_in(U"don\uFFFDt"));
}

TEST_CASE("LostCharacter: breaking leaves one to three marks a character", "[lost_character]") {
  const auto* channel = fuyuan::Registry::instance().find("lost-characters");
  REQUIRE(channel != nullptr);
  std::string text;
  for (int i = 0; i < 20; ++i) text += kText;
  for (const char* habit : {"cut", "one"}) {
    std::mt19937_64 random(5);
    const std::u32string broken = fuyuan::to_utf32(channel->damage(text, habit, random));
    CHECK(LostCharacter::is_in(broken));
    CHECK(broken.find(U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD") == std::u32string::npos);
  }
}
