#include "restore/repair/backslash_finder.hpp"

#include <string>

#include "catch.hpp"
#include "channel/doubled_backslash.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::DoubledBackslash;
using fuyuan::find_doubled_backslashes;
using fuyuan::LanguageModel;
using fuyuan::testing::break_with;

const std::string kText =
    "圖書館的借閱功能已經更新，許多讀者表示方便。\n"
    "館內附設餐廳，歡迎大家前來。\n";

std::string restore(std::string_view text) {
  fuyuan::Options options;
  options.to = fuyuan::Script::keep;
  return fuyuan::Restorer(options).restore(text).text;
}

}  // namespace

TEST_CASE("DoubledBackslash: which characters end in a backslash", "[backslash]") {
  for (const char32_t cp : U"功許蓋閱餐謀许阅") {
    if (cp != 0) CHECK(DoubledBackslash::ends_in_backslash(cp));
  }
  for (const char32_t cp : U"能多的，\\a") {
    if (cp != 0) CHECK_FALSE(DoubledBackslash::ends_in_backslash(cp));
  }
}

TEST_CASE("Backslashes put into characters are taken out", "[backslash][restorer]") {
  const std::string broken = break_with("doubled-backslash", kText);
  REQUIRE(broken.find("借閱\\功\\能") != std::string::npos);
  CHECK(restore(broken) == kText);
  CHECK(restore(break_with("utf8-as-windows-1252", broken)) == kText);
  const auto spans = find_doubled_backslashes(broken, LanguageModel::embedded());
  REQUIRE(spans.size() == 4);
  CHECK(spans[3].line == 2);
  CHECK(broken.substr(spans[3].begin, 1) == "\\");
}

TEST_CASE("Backslashes that are meant stay", "[backslash]") {
  for (const char* text :
       {"檔案在 D:\\成功\\報告 裡。", "成功\\失敗的故事", "請參考：功\\",
        "許多人的功\\能，許多，許願", "印出 \"功\\n能\" 兩行", "\"成功\\n閱\\n許\\n餐\\n\""}) {
    CAPTURE(text);
    CHECK(find_doubled_backslashes(text, LanguageModel::embedded()).empty());
  }
}
