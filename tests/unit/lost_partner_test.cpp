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
