#include "restore/repair/list_numerals.hpp"

#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::ListNumerals;

/// What the list tells of the last U+FFFD of `known`, a line each; 0: nothing.
char32_t guess(std::u32string_view text, std::u32string_view known) {
  ListNumerals lists;
  std::size_t number = 1;
  std::size_t lost_line = 0;
  std::size_t lost_at = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t size = std::min(text.find(U'\n', begin), text.size()) - begin;
    lists.add(number, text.substr(begin, size), known.substr(begin, size));
    const std::size_t at = known.substr(begin, size).rfind(U'\uFFFD');
    if (at != std::u32string_view::npos) {
      lost_line = number;
      lost_at = at;
    }
    begin += size + 1;
  }
  const auto found = lists.guess(lost_line, lost_at);
  return found ? found->numeral : 0;
}

}  // namespace

TEST_CASE("ListNumerals: the others tell which one it was", "[list_numerals]") {
  CHECK(guess(U"第一条　甲\n第二条　乙\n第一条　丙\n第四条　丁",
              U"第一条　甲\n第二条　乙\n第\uFFFD条　丙\n第四条　丁") == U'三');
  CHECK(guess(U"一、甲\n二、乙\n一、丙", U"一、甲\n二、乙\n\uFFFD、丙") == U'三');
  CHECK(guess(U"甲：（一）乙；（六）丙；（三）丁", U"甲：（一）乙；（\uFFFD）丙；（三）丁") ==
        U'二');
  CHECK(guess(U"① 甲\n① 乙\n① 丙", U"\uFFFD 甲\n\uFFFD 乙\n\uFFFD 丙") == U'③');
  CHECK(guess(U"<h2>第十九章 甲</h2>\n<h2>第二十章 乙</h2>\n<h2>第二十七章 丙</h2>",
              U"<h2>第十九章 甲</h2>\n<h2>第二十章 乙</h2>\n<h2>第二十\uFFFD章 丙</h2>") == U'一');
}

TEST_CASE("ListNumerals: what counts no items tells nothing", "[list_numerals]") {
  // Within a sentence it is a quotation.
  CHECK(guess(U"第一条　甲\n第二条　按照第一条办理", U"第一条　甲\n第二条　按照第\uFFFD条办理") ==
        0);
  CHECK(guess(U"三人行\n二、乙", U"\uFFFD人行\n二、乙") == 0);
  // What is known of it says otherwise.
  CHECK(guess(U"第九章\n第二十章\n第十二章", U"第九章\n第\uFFFD十章\n第十二章") == 0);
}

TEST_CASE("ListNumerals: the articles of a rule come back in order", "[list_numerals]") {
  const std::string text =
      "第一条　车辆按先后次序停放，不得占用通道。\n第二条　外来车辆须先登记，领取临时牌。\n"
      "第三条　每日零点以后关闭东门。\n第四条　损坏设施的照价赔偿。\n"
      "第五条　业主可以提前一月续费。\n第六条　违反上列规定的，由值班人员劝离。\n"
      "第七条　未尽之处由业主大会商定。\n第八条　自公布之日起施行。\n";
  std::mt19937_64 random(1);
  for (const char* habit : {"question", "python"}) {
    const std::string broken =
        fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, habit, random);
    const std::string restored = fuyuan::Restorer().restore(broken).text;
    for (const char* numeral : {"一", "二", "三", "四", "五", "六", "七", "八"}) {
      CAPTURE(habit, numeral);
      CHECK(restored.find("第" + std::string(numeral) + "条") != std::string::npos);
    }
  }
}

TEST_CASE("ListNumerals: lines that begin with the same word", "[list_numerals]") {
  CHECK(guess(U"// 选项中：宽\n// 选项二：高\n// 选项三：深",
              U"// 选项\uFFFD：宽\n// 选项二：高\n// 选项三：深") == U'一');
  CHECK(guess(U"步骤一：甲\n步骤二：乙\n步骤上：丙", U"步骤一：甲\n步骤二：乙\n步骤\uFFFD：丙") ==
        U'三');
  // No list, or none that is known.
  CHECK(guess(U"用户中：甲\n用户上：乙", U"用户中：甲\n用户\uFFFD：乙") == 0);
  CHECK(guess(U"用户中：甲\n用户上：乙", U"用户\uFFFD：甲\n用户\uFFFD：乙") == 0);
  CHECK(guess(U"进行中：甲\n参数二：乙\n参数三：丙", U"进行\uFFFD：甲\n参数二：乙\n参数三：丙") ==
        0);
}
