#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::break_with;

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("Short pieces: a word between ASCII goes with the longer ones", "[short_pieces]") {
  // Lines of two channels, so that neither is that of the document.
  const std::string other = "桥面改用松木板，今年已经完工。\n";
  const std::string broken = break_with("utf8-as-gbk", other);
  for (const std::string text :
       {"== 参见 ==\n* [[渡口]]\n* [[江南古桥列表]]\n",
        "<td><a href=\"bbs/\">下载说明</a></td>\n<td><a href=\"g.asp\">留言</a></td>\n",
        "【参考答案】\n一、1. B  2. A\n二、3. 低；高\n三、4. √  5. ×\n",
        "今天有三条新消息。\n────────────\n"}) {
    CAPTURE(text);
    CHECK(restore(broken + break_with("gbk-as-big5", text)) == other + text);
  }
}

TEST_CASE("Short pieces: a hanzi that became a sign and a letter", "[short_pieces]") {
  const std::string table = "名次  队名        场次  胜  负\n";
  const std::string healthy = "最佳射手：食堂 王强，三场共得九十分\n";
  const std::string broken = break_with("gbk-as-windows-1252", "A组\n" + table + "B组\n");
  CHECK(restore(broken + healthy) == "A组\n" + table + "B组\n" + healthy);
}

TEST_CASE("Short pieces: healthy ones stay beside what was misread", "[short_pieces]") {
  const std::string text = "今天的会议改到下午三点，请大家准时参加。\n";
  const std::string others = "昨天的会议记录已经发到各部门，请大家查看，有问题及时联系办公室。\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-windows-1252"}) {
    for (const std::string healthy :
         {"[[岸]] [[天空]] [[水果]]\n", "* 試試 (常用)\n", "A 岸岸岸 B\n", "2×é, 20°C\n",
          "── a ──\n", "café, naïve, Ångström\n", "森林公园 (A)\n", "* 森最 (人名)\n"}) {
      CAPTURE(channel);
      CAPTURE(healthy);
      fuyuan::Options keep;
      keep.to = fuyuan::Script::keep;
      CHECK(fuyuan::Restorer(keep).restore(break_with(channel, text) + others + healthy).text ==
            text + others + healthy);
    }
  }
}
