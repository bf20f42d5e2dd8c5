#include "text/item_count.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::ItemCount;

TEST_CASE("ItemCount: numbers that go on behind marks", "[marks]") {
  ItemCount items;
  items.begin_line(U"1. 排");
  CHECK(items.goes_on(U"2. 锅"));
  CHECK_FALSE(items.goes_on(U"4. 锅"));
  CHECK_FALSE(items.goes_on(U"3.5克"));
  CHECK(items.goes_on(U"3. 炒"));
  CHECK_FALSE(items.goes_on(U"4、炒"));  // of another list
  CHECK(items.is_item(U"1. 排"));
  CHECK(items.is_item(U"3. "));
  CHECK_FALSE(items.is_item(U"4. "));
  CHECK_FALSE(items.is_item(U"4、炒"));
}

TEST_CASE("ItemCount: lists that begin behind a mark, and rows with zeros", "[marks]") {
  ItemCount items;
  CHECK_FALSE(items.goes_on(U"1、先"));
  CHECK(items.goes_on(U"2、后"));
  items.begin_line(U"  007,武林店");
  CHECK(items.goes_on(U"008,江汉店"));
  CHECK(items.goes_on(U"009,解放店"));
  CHECK(items.goes_on(U"010,中山店"));
  CHECK_FALSE(items.goes_on(U"012,中街店"));
  items.begin_line(U"09 蚌埠");
  CHECK(items.goes_on(U"10 滁州"));
  items.begin_line(U"2 颗");
  CHECK_FALSE(items.goes_on(U"3 片"));  // amounts
  CHECK_FALSE(items.goes_on(U""));
}

TEST_CASE("ItemCount: one in each line is a column", "[marks]") {
  ItemCount items;
  items.begin_line(U"甲");
  CHECK_FALSE(items.goes_on(U"1\t研究所"));
  items.begin_line(U"乙");
  CHECK_FALSE(items.goes_on(U"2\t研究所"));
  CHECK_FALSE(items.is_item(U"1\t"));
}

TEST_CASE("ItemCount: a mark may have taken what stands before a number", "[marks][restorer]") {
  for (const std::string text : {"主要原因有：(1)气候变化大；(2)人口增长；(3)管理不善。\n"
                                 "对策：(1)加强管理；(2)控制人口；(3)保护环境。\n",
                                 "状态说明：红=1,黄=2,蓝=3,绿=4\n"}) {
    const auto count = [](std::string_view in) { return std::count(in.begin(), in.end(), '\n'); };
    const std::string broken = fuyuan::testing::break_with("utf8-as-gbk", text, "windows");
    CHECK(count(fuyuan::Restorer().restore(broken).text) == count(text));
  }
}

TEST_CASE("ItemCount: a list whose line ends were swallowed", "[marks][restorer]") {
  const std::string text =
      "腌制萝卜的步骤：\n"
      "1. 萝卜洗净，切成手指粗的条，撒盐拌匀，放置两小时。\n"
      "2. 倒掉渗出的水，用凉开水冲洗一遍，挤干。\n"
      "3. 酱油、糖、醋煮开，放凉以后再用。\n"
      "4. 萝卜条装进干净的罐子，倒入酱汁，没过为止。\n"
      "5. 盖紧盖子，放进冰箱，三天后就能吃。\n"
      "提示\n"
      "取的时候要用干净的筷子\n";
  const std::string broken = fuyuan::testing::break_with("utf8-as-gbk", text, "php");
  const auto count = [](std::string_view in) { return std::count(in.begin(), in.end(), '\n'); };
  REQUIRE(count(broken) + 4 <= count(text));
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}
