#include "restore/triage/line_end_judge.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/library_notice.hpp"

namespace {

using fuyuan::AsciiHabits;
using fuyuan::LineEndJudge;
using fuyuan::testing::break_with;

const std::string kText(fuyuan::testing::kLibraryNotice);

const std::string kCode =
    "/**\n"
    " * 订单服务\n"
    " * 作者：王小明\n"
    " */\n"
    "int total = 0;  // 订单总数\n"
    "    load();  // 读取配置文件\n"
    "    check();  // 检查用户权限\n"
    "    // 计算折扣\n"
    "    discount();\n"
    "    // 写入日志\n"
    "    log();\n"
    "    // 返回结果，失败时为负数\n"
    "    return total;\n";

std::string with_returns(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.insert(at, 1, '\r');
  return text;
}

bool take(std::string_view text, bool returns) {
  AsciiHabits habits;
  habits.learn(text);
  LineEndJudge judge(habits);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool has_return = end > begin && text[end - 1] == '\r';
    const std::string_view line = text.substr(begin, end - begin - (has_return ? 1 : 0));
    if (!fuyuan::is_ascii(line)) {
      const std::u32string symbols = fuyuan::to_utf32(line);
      judge.add(symbols, fuyuan::find_lone_marks(symbols), text.substr(begin + line.size()));
    }
    begin = end + 1;
  }
  return returns ? judge.take_returns(text)
                 : judge.take_line_feeds(text.find('\n') == std::string_view::npos);
}

bool take_line_feeds(std::string_view text) { return take(text, false); }
bool take_returns(std::string_view text) { return take(text, true); }

std::ptrdiff_t count_lines(std::string_view text) {
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("LineEndJudge: line feeds that marks took along", "[marks]") {
  for (const std::string& text : {kText, kCode}) {
    // MarkJudge tells of decoders that take no ASCII along.
    CHECK_FALSE(take_line_feeds(break_with("utf8-as-gbk", text, "windows")));
    CHECK(take_line_feeds(break_with("utf8-as-gbk", text, "java")));
    CHECK(take_line_feeds(break_with("utf8-as-gbk", text, "php")));
  }
}

TEST_CASE("LineEndJudge: a column says the same in every line", "[marks]") {
  // All values of the last column are of whole pairs: no line ends in a mark, whoever made it.
  std::string table;
  for (int i = 0; i < 12; ++i)
    table += "刘小兰\t" + std::to_string(i) + "\t研究所\t" + (i % 2 == 0 ? "群众\n" : "党员\n");
  CHECK_FALSE(take_line_feeds(break_with("utf8-as-gbk", table, "windows")));
}

TEST_CASE("LineEndJudge: no line begins with a mark that closes", "[marks]") {
  // The digits that a mark took along stand before 、 and ） and tell nothing of line ends.
  const std::string leaflet =
      "【注意事项】\n"
      "请在使用之前阅读。1、请勿与酒同服。2、开车的人请勿服用。3、请放在孩子够不着的地方。\n"
      "（1）有过敏史的人慎用。\n"
      "（2）请在饭后服用。\n";
  CHECK_FALSE(take_line_feeds(break_with("utf8-as-gbk", leaflet, "windows")));
  const std::string broken = break_with("utf8-as-gbk", leaflet, "windows");
  const auto restored = fuyuan::Restorer(fuyuan::Options()).restore(broken);
  CHECK(count_lines(restored.text) == 4);
}

TEST_CASE("LineEndJudge: carriage returns that marks took along", "[marks]") {
  for (const std::string& text : {kText, kCode}) {
    CAPTURE(text);
    CHECK(take_returns(break_with("utf8-as-gbk", with_returns(text), "php")));
    CHECK_FALSE(take_returns(break_with("utf8-as-gbk", with_returns(text), "windows")));
    CHECK_FALSE(take_returns(break_with("utf8-as-gbk", text, "php")));
  }
}

TEST_CASE("Line ends that a decoder swallowed come back", "[marks][restorer]") {
  for (const char* habit : {"java", "php"}) {
    CAPTURE(habit);
    const std::string text = kText + kText + kText;
    const std::string broken = break_with("utf8-as-gbk", text, habit);
    REQUIRE(count_lines(broken) <= 24);
    const auto restored = fuyuan::Restorer(fuyuan::Options()).restore(broken);
    CHECK(count_lines(restored.text) >= 30);
    CHECK(count_lines(restored.text) <= 42);
    CHECK(restored.plan.apply(broken) == restored.text);
  }
}

TEST_CASE("Line ends come back before what opens a paragraph, if none is left at all",
          "[marks][restorer]") {
  const std::string text =
      "　　天亮的时候，渡口起了雾。\n　　老周把船撑到对岸，谁也没有等。\n"
      "　　“今天不走了？”她问。\n　　“不走了。”他说。\n　　河水慢慢地涨上来。\n";
  const std::string broken = break_with("utf8-as-gbk", text, "php");
  REQUIRE(count_lines(broken) == 0);
  CHECK(take_line_feeds(broken));
  CHECK(fuyuan::Restorer(fuyuan::Options()).restore(broken).text == text);
  // One line is one line.
  CHECK_FALSE(take_line_feeds(break_with("utf8-as-gbk", "今天不走了，明天再说吧。", "php")));
}

TEST_CASE("Line ends come back in code and behind paragraphs", "[marks][restorer]") {
  const auto restore = [](const std::string& text, const char* habit) {
    return fuyuan::Restorer(fuyuan::Options()).restore(break_with("utf8-as-gbk", text, habit)).text;
  };
  CHECK(count_lines(break_with("utf8-as-gbk", kCode, "php")) < count_lines(kCode) - 2);
  CHECK(count_lines(restore(kCode, "php")) == count_lines(kCode));
  for (const char* habit : {"windows", "question", "python", "whatwg", "jdk7"})
    CHECK(count_lines(restore(kCode + kText, habit)) == count_lines(kCode + kText));
  // Of the two line ends between paragraphs one was taken.
  std::string paragraphs = kText;
  for (std::size_t at = paragraphs.find('\n'); at != std::string::npos;
       at = paragraphs.find('\n', at + 2))
    paragraphs.insert(at, 1, '\n');
  CHECK(count_lines(break_with("utf8-as-gbk", paragraphs, "php")) < count_lines(paragraphs) - 4);
  CHECK(count_lines(restore(paragraphs, "php")) >= count_lines(paragraphs) - 1);
}

TEST_CASE("Carriage returns that a decoder swallowed come back", "[marks][restorer]") {
  for (const std::string& text : {kText, kCode}) {
    const std::string whole = with_returns(text);
    const std::string broken = break_with("utf8-as-gbk", whole, "php");
    const auto returns = [](std::string_view each) {
      return std::count(each.begin(), each.end(), '\r');
    };
    REQUIRE(returns(broken) < returns(whole) - 2);
    const auto restored = fuyuan::Restorer(fuyuan::Options()).restore(broken);
    CHECK(returns(restored.text) == returns(whole));
    CHECK(restored.text.find("\r\r") == std::string::npos);
    // MultiByteToWideChar leaves them.
    const std::string left = break_with("utf8-as-gbk", whole, "windows");
    CHECK(returns(left) == returns(whole));
    CHECK(returns(fuyuan::Restorer(fuyuan::Options()).restore(left).text) == returns(whole));
    CHECK(restored.plan.apply(broken) == restored.text);
  }
}

TEST_CASE("Line ends come back before what begins lines of a short file", "[marks][restorer]") {
  const std::string comments =
      "/*\n * 读取温度，每 20 毫秒一次。\n * 出错时返回负数。\n */\n#define PERIOD_MS 20\n\n"
      "/*\n * 风扇在 60 度以上打开。\n * 低于 45 度再关上。\n */\n#define FAN_ON 60\n";
  const std::string list =
      "出门要带：\n\n- 一个 U 盘\n- 电脑的电源\n- 护照和机票\n- 两本笔记\n\n"
      "回来以后：\n\n- 先交 report\n- 把收据交给财务\n";
  // Where marks took no line ends, such signs may stand within lines.
  const std::string dashes = "标题 - 副标题\n速度 - 高\n价格 - 低，见下面的说明\n结果 - 合格\n";
  const auto restore = [](const std::string& text, const char* habit) {
    return fuyuan::Restorer(fuyuan::Options()).restore(break_with("utf8-as-gbk", text, habit)).text;
  };
  CHECK(count_lines(break_with("utf8-as-gbk", comments, "php")) < count_lines(comments) - 1);
  CHECK(restore(comments, "php") == comments);
  CHECK(count_lines(restore(list, "php")) == count_lines(list));
  for (const std::string& text : {comments, dashes}) CHECK(restore(text, "windows") == text);
}

TEST_CASE("LineEndJudge: marks in rows that lack separators took those", "[line_end_judge]") {
  const std::string text =
      "编号,网点,地址,电话\n"
      "01,东门店,东门大街12号,0755-22001100\n"
      "03,石岩店,石岩北路7号,0755-22001102\n"
      "04,龙华店,龙华中路9号,0755-22001103\n"
      "05,大山店,大山西路41号,0755-22001104\n"
      "06,白石店,白石三道2号,0755-22001105\n";
  for (const char* habit : {"windows", "php"}) {
    CAPTURE(habit);
    CHECK(fuyuan::Restorer().restore(break_with("utf8-as-gbk", text, habit)).text == text);
  }
}
