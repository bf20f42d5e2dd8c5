#include "text/ascii_habits.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

const std::size_t kComma = AsciiHabits::kind(U',');
const std::size_t kQuote = AsciiHabits::kind(U'"');

/// A table with a name, a remark in quotation marks and a city in each row.
const std::string kTable =
    "1,陈阿福,\"去年春天才搬来，住在河东\",12.5,南京\n"
    "2,周敏,\"修钟表的手艺是跟父亲学的\",8.5,苏州\n"
    "3,欧阳文远,\"每天清早到江边练拳\",31.5,石家庄\n"
    "4,林小满,\"在镇上的小学教了十年书\",9.5,绍兴\n"
    "5,何志强,\"院子里种着两棵石榴树\",17.5,常州\n"
    "6,宋佳,\"喜欢收集旧邮票和车票\",22.5,景德镇\n"
    "7,马秀兰,\"做的豆腐乳远近闻名\",6.5,扬州\n"
    "8,司徒建国,\"退休以后学会了拉二胡\",14.5,无锡\n"
    "9,吴海,\"常常半夜起来看星星\",3.5,呼和浩特\n";

AsciiHabits learn(std::string_view text) {
  AsciiHabits habits;
  habits.learn(text);
  return habits;
}

}  // namespace

TEST_CASE("What is frequent on the page is likely", "[ascii_habits]") {
  const AsciiHabits usual;
  const AsciiHabits table = learn(kTable);
  CHECK(table.log_probability(kComma) > usual.log_probability(kComma));
  CHECK(table.log_probability(AsciiHabits::kind(U'#')) <
        usual.log_probability(AsciiHabits::kind(U'#')));
}

TEST_CASE("What stands before the same symbols again and again is likely there", "[ascii_habits]") {
  const AsciiHabits table = learn(kTable);
  // An opening quotation mark, and a closing one.
  CHECK(table.log_probability(kComma, U"\"去年", false) >
        table.log_probability(kQuote, U"\"去年", false) + 1);
  CHECK(table.rules_out(kQuote, U"\"去年", false));
  CHECK(table.log_probability(kQuote, U",12.5", false) >
        table.log_probability(kComma, U",12.5", false) + 1);
  CHECK(table.rules_out(kComma, U",12.5", false));
  // Of what the page does not show, nothing is known.
  CHECK(table.log_probability(kComma, U"#去", false) == table.log_probability(kComma));
  CHECK_FALSE(table.rules_out(kQuote, U"#去", false));
}

TEST_CASE("Where something always stands, there is hardly ever nothing", "[ascii_habits]") {
  const AsciiHabits table = learn(kTable);
  CHECK(table.of_none(U"\"去年") < -1);
  CHECK(table.of_none(U"\",12") > -0.5F);
  CHECK(table.of_none(U"#去") == 0);
}

TEST_CASE("A line end is likely before what lines begin with", "[ascii_habits]") {
  const AsciiHabits table = learn(kTable);
  CHECK(table.of_line_end(U"5,何") > table.of_line_end(U"\"去年") + 2);
  // Then there is less room for others.
  CHECK(table.log_probability(kQuote, U"5,何", true) <
        table.log_probability(kQuote, U"5,何", false));
}

TEST_CASE("Chinese marks that a document writes in ASCII", "[ascii_habits]") {
  AsciiHabits habits;
  CHECK(habits.wide_form(U',') == 0);
  habits.learn_narrow_marks("天亮了,雞叫了,孩子們上學去。晚上,大人才回來。");
  CHECK(habits.wide_form(U',') == U'，');
  CHECK(habits.wide_form(U'.') == 0);  // it has the other one
  CHECK(habits.wide_form(U'!') == 0);  // nothing tells
  // Some of those that were torn look like marks.
  habits.learn_narrow_marks("天亮了.雞叫了.大?。晚上吃飯.");
  CHECK(habits.wide_form(U'.') == U'。');
  CHECK(habits.wide_form(U',') == 0);
}

TEST_CASE("Whether lines end in commas", "[ascii_habits]") {
  CHECK_FALSE(learn("天亮了，雞叫了。\n晚上、夜里。\n").ends_lines_in_commas());
  CHECK(learn("天亮了，\n雞叫了。\n").ends_lines_in_commas());
  CHECK(learn("早上、\r\n晚上。\r\n").ends_lines_in_commas());
}

TEST_CASE("What marks may hide is not learnt from", "[ascii_habits]") {
  CHECK_FALSE(learn("甲?乙?丙?丁?戊?").rules_out(kComma, U"乙", false));
  std::string marked;
  for (int i = 0; i < 9; ++i) marked += "甲\xEF\xBF\xBD\"乙";
  CHECK(learn(marked).of_none(U"\"乙") == 0);
}

TEST_CASE("A table that Windows read as GBK keeps its commas", "[ascii_habits]") {
  const std::string broken = testing::break_with("utf8-as-gbk", kTable, "windows");
  const auto commas = [](std::string_view text) {
    return std::count(text.begin(), text.end(), ',');
  };
  REQUIRE(commas(broken) < commas(kTable));
  const std::string restored = Restorer().restore(broken).text;
  CHECK(commas(restored) == commas(kTable));
  CHECK(restored.find("\"\"") == std::string::npos);
}
