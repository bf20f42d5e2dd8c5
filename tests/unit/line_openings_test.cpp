#include "restore/triage/line_openings.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::LineOpenings;
using fuyuan::testing::break_with;

LineOpenings read(const std::string& text, std::string_view habit) {
  LineOpenings openings;
  const std::string broken = break_with("utf8-as-gbk", text, habit);
  for (std::size_t begin = 0; begin < broken.size();) {
    const std::size_t end = std::min(broken.find('\n', begin), broken.size());
    openings.add(fuyuan::to_utf32(std::string_view(broken).substr(begin, end - begin)));
    begin = end + 1;
  }
  return openings;
}

const std::string kEntries =
    "【名称】蜂蜜柚子茶\n"
    "【净含量】五百克，礼盒装\n"
    "【保质期】十二个月\n"
    "【贮存】阴凉干燥处保存\n"
    "【产地】福建漳州\n";

}  // namespace

TEST_CASE("LineOpenings: a sign that begins entries and stands nowhere else", "[marks]") {
  CHECK(read(kEntries, "php").is_opening(U'【'));
  CHECK_FALSE(read(kEntries + "图片请见【附件】和说明书\n", "php").is_opening(U'【'));
  CHECK_FALSE(read("图片请见【附件】和说明书\n" + kEntries, "php").is_opening(U'【'));
  CHECK_FALSE(read("【名称】蜂蜜柚子茶\n净含量五百克\n", "php").is_opening(U'【'));
  CHECK_FALSE(read(kEntries, "php").is_opening(U'★'));
}

TEST_CASE("LineOpenings: entries whose line ends were swallowed", "[marks][restorer]") {
  const std::string broken = break_with("utf8-as-gbk", kEntries, "php");
  REQUIRE(broken.find("?銆愯串") != std::string::npos);
  CHECK(fuyuan::Restorer().restore(broken).text == kEntries);
}
