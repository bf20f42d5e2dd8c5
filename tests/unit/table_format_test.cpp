#include "archive/table_format.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::FormatOptions;
using fuyuan::testing::break_with;
using fuyuan::testing::FormatResult;
using fuyuan::testing::restore_bytes;

const std::string kText = "今天早上菜园里的黄瓜开花了蜜蜂飞来飞去";
const std::string kOther = "奶奶说：“今年的雨水好。”";

std::string broken(std::string_view text) { return break_with("utf8-as-windows-1252", text); }

FormatOptions table(const std::string& format, std::vector<std::string> fields = {}) {
  FormatOptions options;
  options.format = format;
  options.fields = std::move(fields);
  return options;
}

}  // namespace

TEST_CASE("Tables: cells are restored, quoting and line ends stay", "[table]") {
  const auto rows = [](std::string_view a, std::string_view b) {
    return "id,\"text\",note\r\n1,\"" + std::string(a) + "\",x\r\n\"2\"," + std::string(a) +
           ",\"say \"\"hi\"\"\n" + std::string(b) + "\"\r\n\n,,\n3,," + std::string(b);
  };
  const FormatResult result = restore_bytes("a.csv", rows(broken(kText), broken(kOther)));
  CHECK(result.error.empty());
  CHECK(result.text == rows(kText, kOther));
  REQUIRE(result.documents.size() == 1);
  CHECK(result.documents[0].is_changed);
  const std::string healthy = rows(kText, kOther);
  CHECK(restore_bytes("a.csv", healthy).text == healthy);
}

TEST_CASE("Tables: chosen columns, by name or number", "[table]") {
  const std::string before = "id\ttext\tmore\n1\t" + broken(kText) + "\t" + broken(kOther) + "\n";
  const std::string text_only = "id\ttext\tmore\n1\t" + kText + "\t" + broken(kOther) + "\n";
  const std::string more_only = "id\ttext\tmore\n1\t" + broken(kText) + "\t" + kOther + "\n";
  CHECK(restore_bytes("a.tsv", before, table("auto", {"text"})).text == text_only);
  CHECK(restore_bytes("a", before, table("tsv", {"3"})).text == more_only);
  // A byte-order mark goes.
  const FormatResult marked =
      restore_bytes("a", "\xEF\xBB\xBF" + text_only, table("tsv", {"id", "text"}));
  CHECK(marked.text == text_only);
  CHECK(marked.documents.at(0).is_changed);
  CHECK(marked.documents.at(0).charset == "utf-8 with byte-order mark");
  CHECK(restore_bytes("a", before, table("tsv", {"nothing"})).error.find("'nothing'") !=
        std::string::npos);
  CHECK_FALSE(restore_bytes("a", before, table("tsv", {"4"})).error.empty());
  CHECK_FALSE(restore_bytes("a", before, table("tsv", {"0"})).error.empty());
}

TEST_CASE("Tables: raw GBK, whose bytes hold no delimiters", "[table]") {
  const std::string text = "名称,说明\n" + kText + ",\"" + kOther + "\"\n";
  const FormatResult result = restore_bytes("a.csv", break_with("gb18030", text));
  CHECK(result.text == text);
}

TEST_CASE("Tables: HZ, whose pairs hold delimiters, comes back as a whole", "[table]") {
  const std::string rows =
      "id,text\n1,今天早上，菜园里的黄瓜开花了。\n2,奶奶说：“今年的雨水好。”\n"
      "3,通知：明天停水，请提前储水\n";
  const std::string hz =
      "id,text\n"
      "1,~{=qLlTgIO#,2KT0@o5D;F9O?*;(AK!#~}\n"
      "2,~{DLDLK5#:!0=qDj5DSjK.:C!#!1~}\n"
      "3,~{M(V*#:CwLlM#K.#,GkLaG04\"K.~}\n";
  CHECK(restore_bytes("a.csv", hz, table("csv", {"2"})).text == rows);
}

TEST_CASE("Tables: a cell that needs quotes now gets them", "[table]") {
  // Windows read the quotation mark behind the broken character as a part of it.
  const std::string cell = break_with("utf8-as-gbk", "今天早上菜园里的黄瓜开花了", "windows");
  const FormatResult result = restore_bytes("a.csv", "a,b\n" + cell + ",2\n");
  CHECK(result.text == "a,b\n今天早上菜园里的黄瓜开花了,2\n");
}

TEST_CASE("Tables: short cells are judged together", "[table]") {
  std::string before = "name\n";
  std::string after = before;
  for (const std::string_view name :
       {"渡口的船夫", "最后一班渡船", "点了一盏灯", "船头慢慢喝茶", "白行简"}) {
    before += break_with("gbk-as-big5", name) + "\n";
    after += std::string(name) + "\n";
  }
  CHECK(restore_bytes("a.csv", before).text == after);
}

TEST_CASE("Tables: strange ones stay as they are", "[table]") {
  for (const std::string& rows :
       {""s, "\n"s, "\n\n\n"s, "a"s, "\"open\nand,never closed\n"s, "a,\"b\"c,d\n"s, "a,b\"c\"\n"s,
        "\"\"\"\"\n"s, ",\r\r\n"s, "a\0,\0\0\n"s}) {
    CAPTURE(rows);
    CHECK(restore_bytes("a.csv", rows).text == rows);
  }
}

TEST_CASE("Tables: many blocks, cut anywhere", "[table]") {
  std::string before = "a,b\n";
  std::string after = before;
  for (int i = 0; before.size() < 900'000; ++i) {
    const std::string number = std::to_string(i);
    before += number + ",\"" + broken(kText) + "\n" + number + "\"\n";
    after += number + ",\"" + kText + "\n" + number + "\"\n";
  }
  CHECK(restore_bytes("a.csv", before).text == after);
  fuyuan::testing::StringSource source(before, 1021);
  CHECK(fuyuan::testing::restore_source("a.csv", source).text == after);
}

TEST_CASE("Tables: a quotation mark without a partner costs one cell only", "[table]") {
  const auto rows = [](std::string_view text) {
    std::string out = "a,\"" + std::string(text) + ",b\n";
    for (int i = 0; i < 40'000; ++i) out += "1," + std::string(text) + ",x\n";
    return out;
  };
  for (const FormatOptions& options : {table("csv"), table("csv", {"2"})}) {
    const FormatResult result = restore_bytes("a.csv", rows(broken(kText)), options);
    CHECK(result.error.empty());
    CHECK(result.text == rows(kText));
  }
  // A row without an end is none.
  const std::string endless(std::size_t{9} << 20, 'x');
  CHECK_FALSE(restore_bytes("a.csv", endless, table("csv", {"1"})).error.empty());
  CHECK(restore_bytes("a.csv", endless).text == endless);
}

TEST_CASE("Tables: whole rows tell what single cells do not", "[table]") {
  const std::string rows =
      "学号,姓名,性别,年级,数学\n2008001,张伟,男,高一,88\n2008002,王芳,女,高二,94\n"
      "2008003,李娜,女,高一,77\n";
  // 男 and 女 lose their last bytes; Windows' marks take commas with them.
  const FormatResult result = restore_bytes("a.csv", break_with("utf8-as-gbk", rows, "whatwg"));
  CHECK(result.text == rows);
  const std::string notes =
      "序号,标题,说明\n1,图书馆周末开放,请带上身份证\n2,停水通知,明天下午三点\n";
  CHECK(restore_bytes("a.csv", break_with("utf8-as-gbk", notes, "windows")).text == notes);
}

TEST_CASE("Tables: cells that gain line ends stay, and are named", "[table]") {
  // Nothing but escapes, which are undone: 你, a line feed, 好世界.
  const std::string cell = "%E4%BD%A0%0A%E5%A5%BD%E4%B8%96%E7%95%8C\n";
  const FormatResult result = restore_bytes("a.csv", "a\n" + cell + cell, table("csv", {"a"}));
  CHECK(result.error.empty());
  CHECK(result.text == "a\n" + cell + cell);
  REQUIRE(result.failures.size() == 1);
  CHECK(result.failures[0].first == "row 1");
}

TEST_CASE("Tables: UTF-16 from a spreadsheet is text", "[table]") {
  std::string wide = "\xFF\xFE";
  for (const char c : "a\tb\n"s) {
    wide += c;
    wide += '\0';
  }
  CHECK(restore_bytes("a.tsv", wide).text == "a\tb\n");
}

TEST_CASE("Tables: a chosen column may be empty", "[table]") {
  std::string rows = "id,note,text\n";
  for (int i = 0; i < 40'000; ++i) rows += std::to_string(i) + ",,今天早上\n";
  const FormatResult empty = restore_bytes("a.csv", rows, table("csv", {"note"}));
  CHECK(empty.failures.empty());
  CHECK(empty.text == rows);
  CHECK(empty.documents.at(0).charset == "utf-8");
  const std::string late = "x," + broken(kText) + ",y\n";
  const FormatResult result = restore_bytes("a.csv", rows + late, table("csv", {"note"}));
  CHECK(result.failures.empty());
  CHECK(result.text == rows + "x," + kText + ",y\n");
  CHECK(result.documents.at(0).charset == "utf-8");
}

TEST_CASE("Tables: columns are found by name in legacy charsets", "[table]") {
  const auto rows = [](std::string_view name, std::string_view text) {
    return "编号," + std::string(name) + ",备注\n1," + std::string(text) + ",好的\n";
  };
  const std::string after = rows("说明", kText);
  const FormatResult result =
      restore_bytes("a.csv", break_with("gb18030", after), table("csv", {"说明"}));
  CHECK(result.error.empty());
  CHECK(result.text.find("," + kText + ",") != std::string::npos);
  CHECK(result.text.find("好的") == std::string::npos);
  CHECK_FALSE(
      restore_bytes("a.csv", break_with("gb18030", after), table("csv", {"说"})).error.empty());
}
