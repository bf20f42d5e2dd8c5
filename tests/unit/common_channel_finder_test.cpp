#include "restore/hypotheses/common_channel_finder.hpp"

#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::CommonChannelFinder;
using fuyuan::LanguageModel;
using fuyuan::Misread;
using fuyuan::Registry;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

const Misread* find(const std::vector<std::string>& lines) {
  const LanguageModel& model = LanguageModel::embedded();
  CommonChannelFinder finder(model, Registry::instance().misreads(), {});
  for (const std::string& line : lines) {
    const std::u32string symbols = fuyuan::to_utf32(line);
    finder.add(symbols, fuyuan::scan_line(symbols, model));
  }
  return finder.find();
}

std::string restore(std::string_view text) { return Restorer().restore(text).text; }

// Names and signs, which tell little by themselves.
const std::string kTable =
    "┌────┬────┬────┐\n"
    "│姓名    │年龄    │籍贯    │\n"
    "├────┼────┼────┤\n"
    "│郝建    │32      │山西    │\n"
    "│钱多多  │28      │河北    │\n"
    "└────┴────┴────┘\n";
const std::string kChapter =
    "他说完就走了，谁也没有拦住他。\n……\n第二天早上，院子里落满了叶子。\n★★★★★\n"
    "老人把门打开，看见地上有一封信。\n——\n";

}  // namespace

TEST_CASE("The channel that all lines went through is found", "[common_channel]") {
  std::vector<std::string> lines;
  for (const char* line : {"张伟", "李娜", "王芳", "渡口", "第一章 缘起"}) {
    lines.push_back(break_with("gbk-as-koi8-r", line));
  }
  const Misread* channel = find(lines);
  REQUIRE(channel != nullptr);
  CHECK(channel->name() == "gbk-as-koi8-r");
  CHECK(find({lines[0]}) == nullptr);
  CHECK(find({}) == nullptr);
  CHECK(find({"≠¤¢", "plain", "¬¬¬¬"}) == nullptr);  // of nothing
  // Every other line by another.
  const std::string long_line = "昨天下午，市图书馆举办了一场关于古代文字的讲座。";
  CHECK(find({break_with("gbk-as-koi8-r", long_line), break_with("gbk-as-windows-1252", long_line),
              break_with("gbk-as-koi8-r", long_line),
              break_with("gbk-as-windows-1252", long_line)}) == nullptr);
}

TEST_CASE("The charset that all raw lines are in is found", "[common_channel]") {
  const LanguageModel& model = LanguageModel::embedded();
  CommonChannelFinder finder(model, Registry::instance().raw(), {});
  for (const char* line : {"高二时", "然后", "法律", "因为"}) {
    std::u32string symbols;
    for (const char byte : break_with("gb18030", line))
      symbols.push_back(fuyuan::raw_symbol(static_cast<unsigned char>(byte)));
    finder.add(symbols, fuyuan::scan_line(symbols, model));
  }
  REQUIRE(finder.find() != nullptr);
  CHECK(finder.find()->name() == "gb18030");
}

TEST_CASE("Lines of signs and names go the way of the document", "[common_channel][restorer]") {
  for (const char* channel : {"gb18030", "gbk-as-windows-1252", "gbk-as-koi8-r", "gbk-as-cp437",
                              "gbk-as-euc-kr", "utf8-as-windows-1252"}) {
    INFO(channel);
    CHECK(restore(break_with(channel, kTable)) == kTable);
    CHECK(restore(break_with(channel, kChapter)) == kChapter);
  }
}

TEST_CASE("Raw words of two hanzi are read as all others are", "[common_channel][restorer]") {
  const std::string menu = "高二时\n然后\n法律\n因为\n十一\n";  // ʮһ
  CHECK(restore(break_with("gb18030", menu)) == menu);
  const std::string words =
      "ang 昂肮盎\nao 奥澳凹傲熬翱\nba 八巴吧把爸罢\na 阿啊锕嗄\nA=男\nB=女\n";
  CHECK(restore(break_with("gb18030", words)) == words);
}

TEST_CASE("Nothing is put between a number and a blank", "[common_channel][restorer]") {
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr", "gbk-as-euc-jp"}) {
    const std::string rows =
        "56  陶英霞  质检组\n魏艳斌\t15953493096\t江西保卫科\n03  姜磊婷  保卫科  1031.03\n"
        "本月考勤表已经贴在一楼的公告栏里，请大家核对。\n";
    INFO(channel);
    CHECK(restore(break_with(channel, rows)) == rows);
  }
}
