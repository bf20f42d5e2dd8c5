#include "channel/split_characters.hpp"

#include "catch.hpp"
#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Restored;
using fuyuan::SplitCharacters;
using fuyuan::testing::break_with;

namespace {

Restored restore(std::string_view text) { return fuyuan::Restorer().restore(text); }

const std::string kText =
    "图书馆明天闭馆\r\n请读者提前还书，谢谢配合。\n一杯咖啡 café\n服务台电话 8 位：ok\n";

}  // namespace

TEST_CASE("Characters with a line end or a letter in them come together", "[split_characters]") {
  for (const std::string_view habit : {"line-ends", "any"}) {
    const std::string broken = break_with(SplitCharacters::kName, kText, habit);
    REQUIRE(SplitCharacters::find(broken).size() == (habit == "any" ? 6U : 3U));
    const Restored restored = restore(broken);
    CHECK(restored.text == kText);
    CHECK(restored.plan.apply(broken) == kText);
    CHECK(restored.verdict == fuyuan::Verdict::restored);
    CHECK(restored.counts.inferred == 0);
  }
}

TEST_CASE("What was put into a character stands behind it", "[split_characters][restorer]") {
  CHECK(restore("会议改到\xE5\n\x91\xA8三上午").text == "会议改到周\n三上午");
  CHECK(restore("会议改到\xE5\x91\n\xA8三上午").text == "会议改到周\n三上午");
  CHECK(restore("Subject: 会议改到\xE5\x91\r\n \xA8三上午\r\n").text ==
        "Subject: 会议改到周\r\n 三上午\r\n");
  CHECK(restore("会议改到\xE5\"\x91\xA8三上午").text == "会议改到周\"三上午");
  CHECK(restore("笑脸\xF0\x9F\n\x98\x80很多").text == "笑脸😀\n很多");
  const Restored restored = restore("一\n会议改到\xE5\n\x91\xA8三上午");
  REQUIRE(restored.plan.steps.size() == 1);
  CHECK(restored.plan.steps[0].spans[0].channel == SplitCharacters::kName);
  CHECK(restored.plan.steps[0].spans[0].line == 2);
}

TEST_CASE("What an editor made of UTF-8 that it took for GBK is no letter in a character",
          "[split_characters]") {
  CHECK(SplitCharacters::find("会议改到周三\xE5\x84\x31\xA4\x37上午").empty());
}

TEST_CASE("Bytes that are no halves of one character stay apart", "[split_characters]") {
  for (const std::string text :
       {"会议改到\xE5\n\x91周三", "会议改到\xE5\n\x91\xA8\xA8三", "会议改到\xE5xy\x91\xA8三",
        "会议改到\xED\n\xA0\x80三", "会议改到周三\n上午"}) {
    CAPTURE(text);
    CHECK(SplitCharacters::find(text).empty());
  }
  // Pairs of Big5 and of GBK whose bytes would do.
  const std::string rest = fuyuan::encode_text(*fuyuan::find_charset("gb18030"), "馆内请保持安静");
  CHECK(SplitCharacters::find(rest + "\xE5\n\x91\xA8" + rest).empty());
  CHECK(SplitCharacters::find("馆内请保持安静\xC5w\xAA\xEF不要喧哗").empty());
  CHECK(SplitCharacters::find("馆内请保持安静\n\xE5"
                              "A\xB0\xA1\n")
            .empty());
}
