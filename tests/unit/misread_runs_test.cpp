#include "restore/triage/misread_runs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

/// 春节安排 in GBK.
const std::string kRaw = "\xb4\xba\xbd\xda\xb0\xb2\xc5\xc5";
/// 三楼会议室 in UTF-8, read as Latin-1.
const std::string kMisread =
    "\xc3\xa4\xc2\xb8\xc2\x89\xc3\xa6\xc2\xa5\xc2\xbc\xc3\xa4\xc2\xbc\xc2\x9a\xc3\xa8\xc2\xae\xc2"
    "\xae\xc3\xa5\xc2\xae\xc2\xa4";

}  // namespace

TEST_CASE("UTF-8 of what was misread is told from pairs of GBK", "[misread]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const auto runs = fuyuan::find_misread_runs(kRaw + ',' + kMisread, model);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].begin == kRaw.size() + 1);
  CHECK(runs[0].end == kRaw.size() + 1 + kMisread.size());
  CHECK(fuyuan::find_misread_runs(kRaw, model).empty());
  CHECK(fuyuan::find_misread_runs("caf\xC3\xA9 " + kRaw, model).empty());
}

TEST_CASE("Raw text beside what was misread: both come back", "[misread]") {
  CHECK(fuyuan::Restorer().restore(kRaw + ',' + kMisread + "\n").text == "春节安排,三楼会议室\n");
  CHECK(fuyuan::Restorer().restore(kMisread + ',' + kRaw + "\n").text == "三楼会议室,春节安排\n");
}
