#include "restore/triage/health_check.hpp"

#include <fstream>
#include <string>

#include "catch.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::glance;
using fuyuan::LanguageModel;
using fuyuan::LineScan;
using fuyuan::testing::break_with;

LineScan scan(const std::string& line) {
  return fuyuan::scan_line(fuyuan::to_utf32(line), LanguageModel::embedded());
}

}  // namespace

TEST_CASE("glance: rare characters that go together are healthy", "[health]") {
  // Four in a row that are each rarer than what misread text is made of on the whole.
  for (const char* line : {"这部电梯因钢丝绳磨损停用了。", "老城的巷子弯弯绕绕，外地人常常走错。",
                           "豆浆煮沸以后不等于熟了。"}) {
    CAPTURE(line);
    CHECK(glance(line).healthy);
    CHECK_FALSE(scan(line).is_doubtful());
  }
  // The same characters out of order.
  CHECK_FALSE(glance("馄呼摊吱烘噜呀饨暖呀烘噜吱呼。").healthy);
}

TEST_CASE("glance: misread lines get the closer look, most of true text needs none", "[health]") {
  std::ifstream file(FUYUAN_TESTS "/quality/fresh.zh-hans.txt");
  std::size_t healthy = 0;
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    CAPTURE(line);
    for (const char* channel :
         {"gbk-as-big5", "gbk-as-shift-jis", "gbk-as-windows-1252", "utf8-as-gbk"})
      CHECK_FALSE(glance(break_with(channel, line)).healthy);
    if (!glance(line).healthy) continue;
    ++healthy;
    CHECK(scan(line).makes_sense());
  }
  CHECK(lines > 100);
  CHECK(healthy * 10 > lines * 9);
}
