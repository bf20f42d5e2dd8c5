#include "restore/verdict/list_gaps.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::break_with;

namespace {

std::string close(std::u32string_view line, std::vector<fuyuan::LineSpan> spans) {
  fuyuan::close_list_gaps(line, spans);
  return fuyuan::to_utf8(fuyuan::apply_spans(line, spans));
}

}  // namespace

TEST_CASE("A list of characters that was misread was so as a whole", "[list_gaps]") {
  const std::u32string_view line = U"{'箂','滁','禠','把','竩','ヮ'}";
  CHECK(close(line, {{2, 11, "big5-as-gbk", U"零','壹','貳", 1, {}},
                     {18, 23, "big5-as-gbk", U"肆','伍", 1, {}}}) ==
        "{'零','壹','貳','參','肆','伍'}");
  // Another separator, or words beside it: no list of characters goes on there.
  CHECK(close(U"'箂','滁', x '把', '竩','ヮ'", {{1, 6, "big5-as-gbk", U"零','壹", 1, {}},
                                                {17, 22, "big5-as-gbk", U"肆','伍", 1, {}}}) ==
        "'零','壹', x '把', '肆','伍'");
  CHECK(close(U"箂,把,竩", {{0, 1, "big5-as-gbk", U"零", 1, {}},
                            {4, 5, "big5-as-gbk", U"肆", 1, {}}}) == "零,把,肆");
}

TEST_CASE("Lists of characters become Simplified once they are restored", "[list_gaps]") {
  const std::string source =
      "char digits[] = {\"壹\", \"貳\", \"參\", \"肆\", \"伍\", \"陸\", \"柒\"};\n"
      "puts(\"請輸入您要轉換的金額\");\n// 把每一位數字換成大寫\nputs(\"轉換完畢，謝謝使用\");\n";
  CHECK(
      fuyuan::Restorer().restore(break_with("big5-as-gbk", source)).text ==
      "char digits[] = {\"壹\", \"贰\", \"参\", \"肆\", \"伍\", \"陆\", \"柒\"};\n"
      "puts(\"请输入您要转换的金额\");\n// 把每一位数字换成大写\nputs(\"转换完毕，谢谢使用\");\n");
}
