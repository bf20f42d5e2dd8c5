#include "restore/repair/column_ends.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Restorer;
using fuyuan::testing::break_with;

TEST_CASE("ColumnEnds: a column that is aligned by blanks has one unit", "[column_ends]") {
  const std::string text =
      "节目      开始   结束   时长\n"
      "少儿动画  17:30  17:55  25分\n"
      "本地新闻  18:00  18:20  20分\n"
      "天气预报  18:25  18:30  5分\n"
      "电视剧场  19:35  20:20  45分\n"
      "节目如有变动，请留意屏幕下方的通知。\n";
  for (const char* habit : {"windows", "whatwg", "python"}) {
    CAPTURE(habit);
    CHECK(Restorer().restore(break_with("utf8-as-gbk", text, habit)).text == text);
  }
}

TEST_CASE("ColumnEnds: names in a column of CSV end alike", "[column_ends]") {
  const std::string text =
      "编号,网点,地址,电话\n"
      "01,东门店,东门大街12号,0755-22001100\n"
      "02,河西店,河西路35号,0755-22001101\n"
      "03,石岩店,石岩北路7号,0755-22001102\n"
      "04,龙华店,龙华中路9号,0755-22001103\n"
      "05,大山店,大山西路41号,0755-22001104\n"
      "06,白石店,白石三道2号,0755-22001105\n";
  for (const char* habit : {"whatwg", "python"}) {
    CAPTURE(habit);
    CHECK(Restorer().restore(break_with("utf8-as-gbk", text, habit)).text == text);
  }
}

TEST_CASE("ColumnEnds: columns that end in different characters stay as they are",
          "[column_ends]") {
  const std::string text =
      "姓名,籍贯,职务\n"
      "周晓岚,浙江杭州,会计\n"
      "孙志远,江苏南京,出纳\n"
      "李建国,山东济南,司机\n"
      "吴小芳,广东深圳,文员\n"
      "郑大成,四川成都,保安\n";
  const std::string restored = Restorer().restore(break_with("utf8-as-gbk", text, "whatwg")).text;
  for (const char* job : {"会计", "出纳", "司机", "文员", "保安"}) {
    CAPTURE(job);
    CHECK(restored.find(job) != std::string::npos);
  }
}
