#include "restore/verdict/code_strings.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

/// Whether what stands between the quotation marks there is a string of code.
bool is_string(std::u32string_view before, std::u32string_view behind) {
  const std::u32string line = std::u32string(before) + U"å¥½" + std::u32string(behind);
  return fuyuan::is_string_of_code(line, {before.size(), before.size() + 3, "", U"好", 1, {}});
}

/// 预约成功 in UTF-8, read as Windows-1252.
const std::string kMisread = "é¢„çº¦æˆåŠŸ";

}  // namespace

TEST_CASE("Strings of code and attributes of tags", "[strings]") {
  CHECK(is_string(U"<a title=\"", U"\">说明</a>"));
  CHECK(is_string(U"<img src='x' alt='", U"' />"));
  CHECK(is_string(U"String s = \"", U"\"; // 说明"));
  CHECK(is_string(U"  print(\"", U"\")  # 说明"));
  CHECK_FALSE(is_string(U"屏幕上是\"", U"\"，看不懂"));
  CHECK_FALSE(is_string(U"他把 s = \"", U"\"; 发给我"));
  CHECK_FALSE(is_string(U"print(\"", U"\") 打印不对"));
  CHECK_FALSE(is_string(U"if (s == \"", U"\")"));
  CHECK_FALSE(is_string(U"a > title=\"", U"\">说明"));
}

TEST_CASE("A misread string comes back beside healthy text", "[strings]") {
  const fuyuan::Restorer restorer;
  CHECK(restorer.restore("String s = \"" + kMisread + "\"; // 显示在页面上\n").text ==
        "String s = \"预约成功\"; // 显示在页面上\n");
  const std::string prose = "屏幕上总是显示\"" + kMisread + "\"，怎么办？\n";
  CHECK(restorer.restore(prose).text == prose);
}
