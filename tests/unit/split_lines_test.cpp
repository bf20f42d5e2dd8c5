#include "channel/split_lines.hpp"

#include <algorithm>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Restored;
using fuyuan::SplitLines;
using fuyuan::testing::break_with;

namespace {

const std::string kText =
    "公司全体员工请注意：关于年度总结的通知已经公布。\n"
    "充电桩的使用规则也在其中，具体内容见附件。\n"
    "八月八日\n";

}  // namespace

TEST_CASE("SplitLines: what stands around a cut", "[split_lines]") {
  const std::string broken = break_with(SplitLines::kName, kText);
  std::size_t inside = 0;
  for (std::size_t at = broken.find('\n'); at != std::string::npos; at = broken.find('\n', at + 1))
    inside += SplitLines::is_inside(broken, at) ? 1 : 0;
  // 公全关公, 充 twice, 其具内, 八八
  CHECK(inside == 11);
  for (const std::string text : {"\n", "cliché\nencore", "ä½\xC2\xA0\n", "全\n公", "é\n\né"}) {
    CAPTURE(text);
    CHECK(SplitLines::is_inside(text, text.find('\n')) == (text == "é\n\né"));
  }
}

TEST_CASE("Lines cut in the middle of characters are joined", "[split_lines][restorer]") {
  const std::string broken = break_with(SplitLines::kName, kText);
  REQUIRE(std::count(broken.begin(), broken.end(), '\n') == 14);
  const Restored restored = fuyuan::Restorer(fuyuan::Options()).restore(broken);
  CHECK(restored.text == kText);
  CHECK(restored.plan.apply(broken) == kText);
  CHECK(restored.verdict == fuyuan::Verdict::restored);
}

TEST_CASE("Lines of other languages stay apart", "[split_lines][restorer]") {
  for (const std::string text : {"Il a dit : « cliché\n» et puis encore « café\n» à midi\n",
                                 "São Paulo é\n½ da população\nfica lá é\n¾ do resto\n"}) {
    CHECK(fuyuan::Restorer(fuyuan::Options()).restore(text).text == text);
  }
}
