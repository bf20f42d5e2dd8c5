#include "restore/triage/ruins.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/utf8.hpp"

namespace {

/// The surest that is said of any symbol.
int most(std::u32string_view line) {
  const auto costs = fuyuan::price(line, fuyuan::LanguageModel::embedded());
  const std::vector<char> ruins = fuyuan::find_ruins(line, costs);
  return ruins.empty() ? 0 : *std::max_element(ruins.begin(), ruins.end());
}

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("Ruins: characters in a row that nobody writes", "[ruins]") {
  CHECK(most(U"隞??閮剖???") == 2);
  CHECK(most(U"曉夞丅瑣嗆") == 1);
  CHECK(most(U"圖書館週末開放嗎?管理員說不開放") == 0);
  CHECK(most(U"歐陽鋒、諸葛亮與司馬懿") == 0);
  CHECK(most(U"") == 0);
}

TEST_CASE("Ruins keep their bytes where the text around them becomes Simplified", "[ruins]") {
  CHECK(restore("replace(\"隢撓??\", \"請選擇檔案\")\nreplace(\"?虜撘?\", \"訊號強度\")\n") ==
        "replace(\"隢撓??\", \"请选择档案\")\nreplace(\"?虜撘?\", \"讯号强度\")\n");
  // The only Traditional character of a document.
  const std::string names = "// 文件名和路径由用户决定\n// 文件名曉夞丅\n";
  CHECK(restore(names) == names);
}

TEST_CASE("Ruins: rare names become Simplified as ever", "[ruins]") {
  CHECK(restore("禤韡、厙彧、鈄禕、繆翾參加了會議。\n") == "禤韡、厍彧、钭祎、缪翾参加了会议。\n");
  CHECK(restore("店長說怎麼辦?祁維楨說，再等一等。\n") == "店长说怎么办?祁维桢说，再等一等。\n");
}
