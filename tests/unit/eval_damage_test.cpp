#include <algorithm>
#include <set>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "charset/decoder_habit.hpp"
#include "cli/eval/catalogue.hpp"
#include "cli/eval/converters.hpp"
#include "cli/eval/detectors.hpp"
#include "cli/eval/inverse.hpp"

using namespace fuyuan;
using namespace fuyuan::eval;

namespace {

const std::string kPlain = "我们昨天在图书馆门口等了很久，后来才知道那天不开门。";
/// Has a character that no table of GBK has in two bytes, and one that Big5 lacks.
const std::string kRare = "他说•这条路“不通”𠮷。";

const Damage& damage(std::string_view name) {
  static const std::vector<Damage> all = make_catalogue();
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Damage& one) { return one.name() == name; });
  REQUIRE(at != all.end());
  return *at;
}

}  // namespace

TEST_CASE("Catalogue: every channel and habit is a row, names are unique", "[eval]") {
  std::set<std::string> names;
  for (const Damage& one : make_catalogue()) CHECK(names.insert(one.name()).second);
  for (const auto* channel : Registry::instance().all()) {
    if (channel->name() == "identity" || channel->name() == "utf-8") continue;
    const auto* misread = dynamic_cast<const Misread*>(channel);
    const bool may_agree = misread != nullptr && misread->reads_single_bytes();
    for (const std::string_view habit : channel->habits()) {
      if (may_agree && habit != channel->habits().front()) continue;
      const DamageStep step{channel, std::string(habit), nullptr};
      CHECK(names.count(step.label()) == 1);
    }
  }
}

TEST_CASE("Catalogue: of habits that do the same to single bytes one is a row", "[eval]") {
  const auto rows_of = [](std::string_view channel) {
    std::vector<std::string> habits;
    for (const Damage& one : make_catalogue()) {
      if (one.name().starts_with(std::string(channel) + ":"))
        habits.push_back(one.name().substr(channel.size() + 1));
    }
    return habits;
  };
  CHECK(rows_of("utf8-as-cp437") == std::vector<std::string>{"whatwg"});
  CHECK(rows_of("utf8-as-windows-1252") ==
        std::vector<std::string>{"whatwg", "python", "iconv-c", "question", "backslashreplace"});
  CHECK(rows_of("utf8-as-gbk").size() == fuyuan::kHabitCount + 1);  // and backslashreplace
}

TEST_CASE("Catalogue: some language takes part in every damage", "[eval]") {
  for (const Damage& one : make_catalogue()) {
    bool any = false;
    for (const Language language : {Language::simplified, Language::traditional, Language::japanese,
                                    Language::korean, Language::other}) {
      any = any || one.applies_to(language);
    }
    INFO(one.name());
    CHECK(any);
  }
  CHECK(damage("big5").applies_to(Language::traditional));
  CHECK_FALSE(damage("big5").applies_to(Language::simplified));
  CHECK(damage("shift-jis").applies_to(Language::japanese));
  CHECK(damage("koi8-r").applies_to(Language::other));
}

TEST_CASE("Damage: whether anything was lost is found out", "[eval]") {
  const auto lossless = [](std::string_view name, const std::string& text) {
    const auto broken = damage(name).apply(text, 1);
    REQUIRE(broken);
    return broken->is_lossless;
  };
  CHECK(lossless("utf8-as-windows-1252:whatwg", kPlain) == true);
  CHECK(lossless("utf8-as-windows-1252:python", kPlain) == false);
  CHECK(lossless("gbk-as-big5:windows", kPlain) == true);
  CHECK(lossless("gbk-as-big5:windows", kRare) == false);
  CHECK(lossless("chain:utf8-latin1-x3", kPlain) == true);
  CHECK(lossless("gb18030", kRare) == true);
  CHECK(lossless("gbk-frame-shift:drop", kPlain) == false);
  CHECK(lossless("entities:decimal", kPlain) == true);
  CHECK_FALSE(lossless("gbk-guessed", kPlain).has_value());
}

TEST_CASE("Damage: chains are their steps one after another", "[eval]") {
  const Damage& chain = damage("chain:gbk-latin1-utf8-gbk");
  CHECK(chain.steps_label() == "gbk-as-windows-1252:windows + utf8-as-gbk:whatwg");
  const auto broken = chain.apply(kPlain, 1);
  REQUIRE(broken);
  REQUIRE(broken->stages.size() == 2);
  CHECK(broken->stages[0] == kPlain);
  const auto first = damage("gbk-as-windows-1252:whatwg").apply(kPlain, 1);
  CHECK(broken->stages[1] == first->bytes);
  CHECK(broken->bytes == damage("utf8-as-gbk:whatwg").apply(first->bytes, 1)->bytes);
}

TEST_CASE("Damage: what cannot go through, or does not change, is no document", "[eval]") {
  CHECK_FALSE(damage("big5").apply("这些头发", 1));  // no Simplified characters in Big5
  CHECK_FALSE(damage("utf8-as-gbk:python").apply("plain ASCII", 1));
  CHECK_FALSE(damage("accident:nbsp-to-space").apply("一二", 1));  // no byte A0 among E4 B8 80 …
  CHECK(damage("healthy").apply("一二", 1)->bytes == "一二");
}

TEST_CASE("Damage: the same seed gives the same damage", "[eval]") {
  const Damage& shift = damage("gbk-frame-shift:drop");
  CHECK(shift.apply(kPlain, 7)->bytes == shift.apply(kPlain, 7)->bytes);
  std::set<std::string> different;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    // By chance nothing may be hit.
    if (const auto broken = shift.apply(kPlain, seed)) different.insert(broken->bytes);
  }
  CHECK(different.size() > 1);
}

TEST_CASE("Converters that are told the way back undo what lost nothing", "[eval]") {
  for (const std::string_view name :
       {"gbk-as-big5:windows", "gbk-as-windows-1252:whatwg", "utf8-as-koi8-r:whatwg", "gb18030"}) {
    INFO(name);
    const Damage& one = damage(name);
    REQUIRE(is_told(one));
    const auto broken = one.apply(kPlain, 1);
    REQUIRE(broken);
    CHECK(undo_told(Uconv(), one, *broken) == kPlain);
    CHECK(undo_told(Iconv(), one, *broken) == kPlain);
  }
  // C1 controls: ICU keeps them in Windows-1252, glibc does not have them.
  const Damage& one = damage("chain:utf8-latin1-x2");
  const auto broken = one.apply(kPlain, 1);
  CHECK(undo_told(Uconv(), one, *broken) == kPlain);
  CHECK(undo_told(Iconv(), one, *broken) != kPlain);
  // ICU has U+03BC where everybody else has U+00B5.
  CHECK(undo_told(Uconv(), damage("utf8-as-cp437:whatwg"),
                  *damage("utf8-as-cp437:whatwg").apply(kPlain, 1)) != kPlain);
  CHECK_FALSE(is_told(damage("gbk-guessed")));
  CHECK_FALSE(is_told(damage("traditional")));
}

TEST_CASE("Detectors: the charset named must give the text", "[eval]") {
  const std::string gbk = damage("gb18030").apply(kPlain, 1)->bytes;
  CHECK(is_read_right(ask_uchardet(gbk), gbk, kPlain));
  CHECK(is_read_right(ask_icu(gbk), gbk, kPlain));
  CHECK(is_read_right("GB2312", gbk, kPlain));
  CHECK_FALSE(is_read_right("Big5", gbk, kPlain));
  CHECK_FALSE(is_read_right("windows-1252", gbk, kPlain));
  CHECK_FALSE(is_read_right("", gbk, kPlain));
}
