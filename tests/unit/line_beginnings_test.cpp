#include "text/line_beginnings.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/comment_end.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::LineBeginnings;
using fuyuan::weigh_code_behind_comment;
using fuyuan::testing::break_with;

LineBeginnings learn(std::string_view text) {
  LineBeginnings beginnings;
  beginnings.learn(text);
  return beginnings;
}

float weigh(const LineBeginnings& beginnings, std::u32string_view behind) {
  return beginnings.weigh(U"姹?" + std::u32string(behind), behind);
}

float weigh_code(std::u32string_view before, std::u32string_view behind) {
  return weigh_code_behind_comment(std::u32string(before) + std::u32string(behind), behind);
}

std::string restore(const std::string& broken) {
  static const fuyuan::Restorer restorer;
  return restorer.restore(broken).text;
}

}  // namespace

TEST_CASE("LineBeginnings: the first word and its shape", "[line_beginnings]") {
  const LineBeginnings log = learn(
      "2021-03-04 07:15:20 [WARN] 水位偏高\n"
      "2021-03-04 07:15:42 [WARN] 闸门未开\n"
      "[STEP] 开闸放水\n"
      "[STEP] 通知下游\n"
      "水库(31745582)报告：正常\n");
  CHECK(weigh(log, U"2022-11-30 18:00:59 [INFO]") > 1);
  CHECK(weigh(log, U"[STEP] 汉") > 1);
  CHECK(weigh(log, U"<WARN> 汉") == 0);
  // Dates begin lines, and numbers of other shapes do not.
  CHECK(
      learn("2021-03-04 水\n2021-03-05 水\n2021-03-06 水\n").weigh(U"水?31745582)", U"31745582)") <
      0);
}

TEST_CASE("LineBeginnings: indentations and gaps", "[line_beginnings]") {
  const LineBeginnings code = learn("begin\n    水\n    火\n");
  CHECK(weigh(code, U"    call()") > 1);
  CHECK(weigh(code, U"          59.56") < 0);
  // A column of names, half of which end in marks.
  CHECK(weigh(learn("姹?  07:46  鍒?  水\n姹煎  08:10  鍒嗗  火\n"), U"  07:46") < 0);
  // Gaps that stand behind marks only, one like the other.
  CHECK(weigh(learn("水：?  姹?  姹?  姹?  火\n"), U"  姹") > 1);
}

TEST_CASE("LineBeginnings: code behind a comment", "[line_beginnings]") {
  CHECK(weigh_code(U"// 姹?", U"type Pump struct {") > 1);
  CHECK(weigh_code(U"int a;  // 姹?", U"#endif") > 1);
  CHECK(weigh_code(U"# 姹?", U"pump.name=水泵") > 1);
  CHECK(weigh_code(U"-- 姹?", U"DROP TABLE IF EXISTS `pump`;") > 1);
  CHECK(weigh_code(U"        // 姹?", U"return \"水\";") > 1);
  // It closes something, goes on in Chinese, or there is no comment.
  CHECK(weigh_code(U"// 姹?", U") 水") == 0);
  CHECK(weigh_code(U"// 姹?", U"open() 水") == 0);
  CHECK(weigh_code(U"a = '姹?", U"type Pump struct {") == 0);
  CHECK(weigh_code(U"call(\"# 姹?", U"pump = 2;") == 0);
  // What a comment may cite is worth less than a statement.
  const float statement = weigh_code(U"// 姹?", U"type Pump struct {");
  for (const std::u32string_view cited :
       {U"x = 0, y = 0", U"a == b && c", U"[0, 100]", U"http://example.org/b?c=d", U"(a + b) * c",
        U"npm install"}) {
    CAPTURE(fuyuan::to_utf8(cited));
    CHECK(weigh_code(U"// 姹?", cited) < statement / 2);
  }
}

TEST_CASE("A comment that cites code is no evidence of swallowed line ends",
          "[line_beginnings][restorer]") {
  const std::string code =
      "package pump\n"
      "\n"
      "// 等同于 a == b && c\n"
      "func same(a, b, c bool) bool {\n"
      "\t// 初始化 x = 0, y = 0\n"
      "\treturn a == b && c // 范围是 [0, 100]\n"
      "}\n";
  for (const std::string_view habit : {"windows", "whatwg"}) {
    const std::string restored = restore(break_with("utf8-as-gbk", code, habit));
    CAPTURE(habit, restored);
    CHECK(std::count(restored.begin(), restored.end(), '\n') == 7);
  }
}

TEST_CASE("Line ends behind comments come back", "[line_beginnings][restorer]") {
  const std::string code =
      "package pump\n"
      "\n"
      "// Gate 表示一道闸门\n"
      "type Gate struct {\n"
      "\tName string // 闸门名称\n"
      "}\n"
      "\n"
      "// ErrClosed 表示闸门已经关闭\n"
      "var ErrClosed = errors.New(\"闸门已经关闭\")\n"
      "\n"
      "// open 打开所有闸门\n"
      "func open(gates []Gate) error {\n"
      "\t// 检查水位是否超过警戒线\n"
      "\tif level() > limit {\n"
      "\t\treturn ErrClosed\n"
      "\t}\n"
      "\treturn nil\n"
      "}\n";
  CHECK(restore(break_with("utf8-as-gbk", code, "php")) == code);
  CHECK(restore(break_with("utf8-as-gbk", code, "java")) == code);
  CHECK(restore(break_with("utf8-as-gbk", code, "windows")) == code);
}

TEST_CASE("No line ends are made up in tables that blanks align", "[line_beginnings][restorer]") {
  const std::string table =
      "站名      到达    停留\n"
      "青石桥    07:46   2分\n"
      "白马渡口  08:10   2分\n"
      "南屏东    08:39   3分\n"
      "枫林镇    09:07   2分\n"
      "合计：                      59.56\n"
      "应收：                      54.56\n";
  const std::string restored = restore(break_with("utf8-as-gbk", table, "windows"));
  CHECK(std::count(restored.begin(), restored.end(), '\n') == 7);
}

TEST_CASE("A mark before the middle of a character took no line end along",
          "[line_beginnings][restorer]") {
  const std::string song =
      "《月牙湾》\n"
      "词：何晚　曲：罗竹　编曲：邵默\n"
      "海风翻过旧防波堤\n"
      "路灯把影子拉长了\n"
      "像半张邮票　贴在心间\n"
      "\n"
      "啦啦啦　谁还在哼唱\n";
  const std::string restored = restore(break_with("utf8-as-gbk", song, "java"));
  CHECK(restored.find("。\n") == std::string::npos);
}

TEST_CASE("No line end is made up behind the number of a heading", "[line_beginnings][restorer]") {
  const std::string headings =
      "第1章 总则\n第2章 附则\n第3章 施工准备\n第4章 质量验收\n第5章 安全管理\n";
  for (const std::string_view habit : {"windows", "php"}) {
    const std::string restored = restore(break_with("utf8-as-gbk", headings, habit));
    CHECK(std::count(restored.begin(), restored.end(), '\n') == 5);
    CHECK(restored.find("章 质量验收\n") != std::string::npos);
  }
}
