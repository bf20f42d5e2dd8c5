#include "text/field_ends.hpp"

#include <string>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"

using fuyuan::testing::break_by;

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

std::string misread(const std::string& text) { return break_by("utf8-as-gbk:windows", text); }

}  // namespace

TEST_CASE("Field ends: what was read by itself took no character along", "[field_ends]") {
  const std::string sentence = "傍晚的风把晾在院子里的床单吹到了墙外。";
  REQUIRE(misread(sentence).ends_with("?"));
  CHECK(restore("<p>" + misread(sentence) + "</p>\n") == "<p>" + sentence + "</p>\n");
  CHECK(restore("<li><a href=\"a.html\">" + misread(sentence) + "</a></li>\n") ==
        "<li><a href=\"a.html\">" + sentence + "</a></li>\n");
  CHECK(restore("{\"title\":\"" + misread(sentence) + "\",\"id\":7}\n") ==
        "{\"title\":\"" + sentence + "\",\"id\":7}\n");
}

TEST_CASE("Field ends: a file that was read as a whole lacks some of them", "[field_ends]") {
  using fuyuan::FieldEnds;
  const fuyuan::RowShape rows;
  const std::u32string line = U"<p>闄㈠瓙?</p>";
  FieldEnds ends;
  ends.learn("<p>闄㈠瓙?</p>\n", rows);
  CHECK(ends.ends_at(line, line.find(U"</"), rows));
  CHECK_FALSE(ends.ends_at(line, 3, rows));
  ends.learn("<p>闄㈠瓙?</p>\n<p>闄㈠瓙?/p>\n", rows);
  CHECK_FALSE(ends.ends_at(line, line.find(U"</"), rows));
  ends.learn("<p title=\"闄㈠瓙?>闄㈠瓙?</p>\n", rows);
  CHECK_FALSE(ends.ends_at(line, line.find(U"</"), rows));
}

TEST_CASE("Field ends: cells with blanks around them lost some of those", "[field_ends]") {
  const std::string table =
      "| 字段 | 类型 | 说明 |\n"
      "| --- | --- | --- |\n"
      "| name | string | 用户的姓名 |\n"
      "| 密码 | 不能为空 | 必填项 |\n";
  const std::string text = restore(break_by("utf8-as-gbk:windows", table));
  CHECK(text.find("用户的姓名 |") != std::string::npos);
  CHECK(text.find("必填项 |") != std::string::npos);
}
