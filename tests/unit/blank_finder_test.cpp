#include "restore/repair/blank_finder.hpp"

#include "catch.hpp"
#include "channel/blanked_bytes.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::BlankedBytes;
using fuyuan::Restored;
using fuyuan::testing::break_with;

namespace {

const std::string kText =
    "请先关闭电源，再打开机箱。\n公司全体员工的工资表格已经发送。\n价格 open 包括运费\n";

}  // namespace

TEST_CASE("BlankedBytes: what a character with spaces in it may be", "[blanked_bytes]") {
  const auto place = BlankedBytes::match("\xE5 \xB3\xE9\x97\xAD", 0);
  REQUIRE(place);
  CHECK(place->end == 3);
  CHECK(place->candidates == U"关堳");
  CHECK_FALSE(place->ends_in_space);
  CHECK(BlankedBytes::match("\xE5\xBC  a", 0)->ends_in_space);
  for (const std::string text : {"\xE5 \xB3\xB3", "关", "\xE5x\xB3", "\xE5 ", "a b"}) {
    CAPTURE(text);
    CHECK_FALSE(BlankedBytes::match(text, 0));
  }
}

TEST_CASE("Bytes that became spaces come back", "[blanked_bytes][restorer]") {
  const std::string broken = break_with(BlankedBytes::kName, kText);
  REQUIRE(broken != kText);
  const Restored restored = fuyuan::Restorer().restore(broken);
  CHECK(restored.text == kText);
  CHECK(restored.plan.apply(broken) == kText);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(fuyuan::Restorer(strict).restore("请先\xE5 \xB3闭电源").text == "请先\uFFFD闭电源");
}

TEST_CASE("A space behind a character that lost its end stays one", "[blanked_bytes]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  // 学 without its last byte: with either byte it is a rare character.
  CHECK(fuyuan::find_blanked_bytes("我在这里上\xE5\xAD 他在那里", model, 0.5).empty());
  CHECK(fuyuan::find_blanked_bytes("\xD5\xE2 \xC0\xEF", model, 0.5).empty());
}

TEST_CASE("Half of a hanzi of GBK before spaces stays what it is", "[blanked_bytes]") {
  // 抽 ends in E9, which begins a character of UTF-8.
  const std::string file = "午饭\n\xC0\xCF\xB3\xE9   2\n";
  const fuyuan::Restored restored = fuyuan::Restorer().restore(file);
  CHECK(restored.text == "午饭\n老抽   2\n");
  CHECK(restored.counts.inferred == 0);
}
