#include "channel/split_lines.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
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
    inside += SplitLines::place_of(broken, at) != SplitLines::Place::line_end ? 1 : 0;
  // 公全关公, 充 twice, 其具内, 八八
  CHECK(inside == 11);
  for (const std::string text : {"\n", "cliché\nencore", "ä½\xC2\xA0\n", "全\n公", "é\n\né"}) {
    CAPTURE(text);
    const SplitLines::Place place = SplitLines::place_of(text, text.find('\n'));
    CHECK((place == SplitLines::Place::within_character) == (text == "é\n\né"));
    CHECK(place != SplitLines::Place::before_last_byte);
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

TEST_CASE("Lines that were cut within their last characters stay apart",
          "[split_lines][restorer]") {
  const std::vector<std::string> lines = {"公司全体员工请注意附件", "今天的天气很不错我们",
                                          "总结的通知已经公布了", "充电桩的使用规则在其中"};
  for (const std::size_t cut : {11U, 17U, 23U, 29U}) {
    CAPTURE(cut);
    std::string text;
    for (const std::string& line : lines) text += line.substr(0, cut) + "\n";
    std::string broken;
    for (const char c : text) fuyuan::append_utf8(static_cast<unsigned char>(c), broken);
    const std::string restored = fuyuan::Restorer(fuyuan::Options()).restore(broken).text;
    CHECK(std::count(restored.begin(), restored.end(), '\n') == 4);
  }
}
