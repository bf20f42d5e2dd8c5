#include "text/row_shape.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

RowShape learn(std::string_view text) {
  RowShape shape;
  shape.learn(text);
  return shape;
}

}  // namespace

TEST_CASE("Rows have as many separators as one another", "[row_shape]") {
  const RowShape shape = learn("编号,名称,数量\n1,钉子,20\n2,绳子,3\n3,\"锤子, 大号\",1\n");
  CHECK(shape.missing(U"4,铁锹 5") == U',');
  CHECK(shape.missing(U"4,铁锹,5") == 0);
  CHECK(shape.missing(U"4,\"铁锹, 长柄\" 5") == U',');
  CHECK(shape.missing(U"一行说明") == 0);
  CHECK(shape.is_full(U"4,铁锹,5", U','));
  CHECK_FALSE(shape.is_full(U"4,铁锹 5", U','));
  CHECK_FALSE(shape.is_full(U"4,铁锹,5", U'\t'));
}

TEST_CASE("Sentences are no rows", "[row_shape]") {
  const RowShape shape = learn(
      "One, two, three.\nOne, two, three, four.\nOne, two.\nOne, two, three.\nNone at all.\n");
  CHECK(shape.missing(U"One, two.") == 0);
  CHECK_FALSE(shape.is_full(U"One, two, three.", U','));
  CHECK(learn("a,b\nc,d\ne,f\ng,h\n").missing(U"k") == 0);
  CHECK(learn("").missing(U"1,2") == 0);
}

TEST_CASE("Separators that a mark swallowed come back", "[row_shape][restorer]") {
  const std::string table =
      "name\tlongitude\tsince\tremarks\n石桥\t110.25\t1963年\t自动站\n青松岭\t108."
      "75\t1977年\t已撤销\n"
      "白马镇\t112.5\t1984年\t河边\n杨柳渡\t109.25\t1991年\t观测水位\n";
  const std::string broken = testing::break_with("utf8-as-gbk", table, "windows");
  const std::string restored = Restorer().restore(broken).text;
  CHECK(std::count(restored.begin(), restored.end(), '\t') ==
        std::count(table.begin(), table.end(), '\t'));
}

TEST_CASE("The line that names the columns tells of all rows what tabs they lack", "[row_shape]") {
  std::string table = "站点\t海拔\t单位\t备注\n";
  for (int i = 0; i < 20; ++i) table += "青松岭\t108\t绫?河边\n";
  CHECK(learn(table).missing(U"白马镇\t112\t米?撤销") == U'\t');
  // Of commas, which sentences have as well, more rows have to be whole.
  std::replace(table.begin(), table.end(), '\t', ',');
  CHECK(learn(table).missing(U"白马镇,112,米?撤销") == 0);
  // A row farther below may be of another table.
  CHECK(learn("备注\t无\n" + table).missing(U"白马镇\t112?撤销") == 0);
}
