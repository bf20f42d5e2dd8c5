#include "channel/lost_partner.hpp"

#include "catch.hpp"

namespace {

using fuyuan::LostPartner;

/// Of the place behind the first `?` of the line.
LostPartner at_mark(std::u32string_view line, std::u32string_view missing) {
  return {line, missing, line.find(U'?') + 1};
}

}  // namespace

TEST_CASE("LostPartner: a bracket gains where its partner stands", "[lost_partner]") {
  CHECK(at_mark(U"范围?1~9)之间", U"(").weigh(U'(') > 5);
  CHECK(at_mark(U"(范围)内?1~9", U"(").weigh(U'(') == 0);
  CHECK(at_mark(U"f(范围? + 1", U")").weigh(U')') > 5);
  CHECK(at_mark(U"范围? + f(1", U")").weigh(U')') == 0);
  // Another mark is nearer.
  CHECK(at_mark(U"范围?x，区间?1~9)", U"(").weigh(U'(') < 3);
  CHECK(at_mark(U"范围?1~9)之间", U"").would_be_alone(U'('));
  CHECK_FALSE(at_mark(U"范围?1~9)之间", U"(").would_be_alone(U'('));
  CHECK_FALSE(at_mark(U"范围?1~9)之间", U"").would_be_alone(U','));
}

TEST_CASE("LostPartner: tags", "[lost_partner]") {
  CHECK(LostPartner::is_rest_of_tag(U"/p>"));
  CHECK(LostPartner::is_rest_of_tag(U"br/>换行"));
  CHECK(LostPartner::is_rest_of_tag(U"a href=\"/x\" title=\"首页\">"));
  CHECK_FALSE(LostPartner::is_rest_of_tag(U"server 会重启，然后 x>y"));
  CHECK_FALSE(LostPartner::is_rest_of_tag(U"Tile 在 <c>x</c>"));
  CHECK(at_mark(U"<p>结束?/p>", U"<").weigh(U'<') > 15);
  // The tag is another mark's.
  CHECK(at_mark(U"<p>用?Tile 画图?/p>", U"<").weigh(U'<') == 0);
}

TEST_CASE("LostPartner: of three quotation marks that close a docstring, one", "[lost_partner]") {
  CHECK(at_mark(U"    \"\"\"逐行读取?\"\"", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"  '''合并两个列表?''  # 说明", U"").find_closing_quote() == U'\'');
  CHECK(at_mark(U"    返回值是一个列表?\"\"", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"f(\"名称?\"\", x)", U"").find_closing_quote() == 0);
  CHECK(at_mark(U"\"\"\"说明?\"\"\"", U"").find_closing_quote() == 0);
}

TEST_CASE("LostPartner: what is quoted ends before the next quotation", "[lost_partner]") {
  CHECK(at_mark(U"{ job: '工程?, note: '负责' }", U"").find_closing_quote() == U'\'');
  CHECK(at_mark(U"f(\"结果?, x);", U"\"").find_closing_quote() == U'"');
  // It goes on, and ends later.
  CHECK(at_mark(U"f(\"结果?, 再试\");", U"").find_closing_quote() == 0);
  CHECK(at_mark(U"f(结果?, x);", U"").find_closing_quote() == 0);
  CHECK(at_mark(U"it's 结果?, x", U"'").find_closing_quote() == 0);
}

TEST_CASE("LostPartner: what is quoted ends before an operator and the next quotation",
          "[lost_partner]") {
  CHECK(at_mark(U"f('标题?+n+'，作者：'+x);", U"").find_closing_quote() == U'\'');
  CHECK(at_mark(U"echo \"合计? . $sum . \"元\";", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"x = ['主任? => '负责'];", U"").find_closing_quote() == U'\'');
  CHECK(at_mark(U"if (s == \"主任? || s == \"员工\")", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"alert(\"姓名? + name);", U"\"").find_closing_quote() == U'"');
  // The operator is part of the string, which ends later.
  CHECK(at_mark(U"f('标题? + n + 时间');", U"").find_closing_quote() == 0);
  CHECK(at_mark(U"f('比例? : 10?;", U"'").find_closing_quote() == 0);
  CHECK(at_mark(U"f('报表?.xls?;", U"'").find_closing_quote() == 0);
  CHECK(at_mark(U"他说 \"你好? + 我\" 然后走", U"").find_closing_quote() == 0);
}

TEST_CASE("LostPartner: both choices of a condition, each of which lacks its end",
          "[lost_partner]") {
  const std::u32string_view line = U"s = ok ? '成功? : '失败?;";
  CHECK(LostPartner(line, U"", line.find(U'功') + 2).find_closing_quote() == U'\'');
  CHECK(LostPartner(line, U"", line.find(U'败') + 2).find_closing_quote() == U'\'');
  const std::u32string_view other = U"s = ok ? '成功? : none;";
  CHECK(LostPartner(other, U"'", other.find(U'功') + 2).find_closing_quote() == U'\'');
}

TEST_CASE("LostPartner: the value of an attribute ends with its tag", "[lost_partner]") {
  CHECK(at_mark(U"<img alt=\"大门?>", U"\"").find_closing_quote() == U'"');
  CHECK(at_mark(U"<img alt=\"大门? />", U"\"").find_closing_quote() == U'"');
  CHECK(at_mark(U"<input title=\"地址? disabled>", U"\"").find_closing_quote() == U'"');
  CHECK(at_mark(U"<img alt=\"大门? title=\"大门?>", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"<b>x</b> a=\"大门?>", U"\"").find_closing_quote() == 0);
}

TEST_CASE("LostPartner: quotations within quotations", "[lost_partner]") {
  const std::u32string_view line = U"<b :title=\"ok ? '成功? : '失败?\" @click=\"x('提示?)\">";
  CHECK(LostPartner(line, U"'", line.find(U'功') + 2).find_closing_quote() == U'\'');
  CHECK(LostPartner(line, U"'", line.find(U'败') + 2).find_closing_quote() == U'\'');
  CHECK(LostPartner(line, U"'", line.find(U'示') + 2).find_closing_quote() == U'\'');
  CHECK(at_mark(U"f('<td title=\"大门?>' + x + '</td>');", U"\"").find_closing_quote() == U'"');
  CHECK(at_mark(U"q(\"where a='书架? and b='\" + x + \"'\");", U"'").find_closing_quote() == U'\'');
  // An apostrophe opens nothing, and what is within is over.
  CHECK(at_mark(U"f(\"it's 结果?, x);", U"").find_closing_quote() == U'"');
  CHECK(at_mark(U"f(\"'门' 与窗?, x);", U"").find_closing_quote() == U'"');
}
