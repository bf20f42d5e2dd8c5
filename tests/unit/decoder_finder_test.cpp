#include "restore/hypotheses/decoder_finder.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Habit;
using fuyuan::testing::break_with;

const std::string kText = "这家小店的豆浆是早上现磨的，油条也炸得很脆，去晚了就买不到。";

/// What a lattice with one channel makes of the text.
std::string explain(fuyuan::DecoderFinder& finder, const std::string& channel,
                    const std::string& broken) {
  const fuyuan::Registry& registry = fuyuan::Registry::instance();
  const std::vector<const fuyuan::Channel*> channels = {&registry.identity(),
                                                        registry.find(channel)};
  fuyuan::Lattice lattice(fuyuan::LanguageModel::embedded(), channels, {}, {0, 0});
  const std::u32string symbols = fuyuan::to_utf32(broken);
  const fuyuan::Misread& misread = *registry.find_misread(channel);
  return fuyuan::testing::text_of(finder.explain(lattice, {symbols}, *misread.wrong(), nullptr, 0));
}

}  // namespace

TEST_CASE("DecoderFinder: each decoder's marks are undone as its own", "[decoder_finder]") {
  for (const char* habit : {"whatwg", "python", "jdk7", "php", "question"}) {
    CAPTURE(habit);
    fuyuan::DecoderFinder finder;
    CHECK(explain(finder, "gbk-as-shift-jis", break_with("gbk-as-shift-jis", kText, habit)) ==
          kText);
  }
}

TEST_CASE("DecoderFinder: what was settled still does for other lines", "[decoder_finder]") {
  fuyuan::DecoderFinder finder;
  const std::string java = break_with("utf8-as-gbk", kText, "java");
  const std::string browser = break_with("utf8-as-gbk", kText, "whatwg");
  const std::string once = explain(finder, "utf8-as-gbk", java);
  const fuyuan::Charset& gbk = *fuyuan::Registry::instance().find_misread("utf8-as-gbk")->wrong();
  CHECK_FALSE(finder.is_surely(Habit::java, gbk));
  for (int i = 0; i < 4; ++i) CHECK(explain(finder, "utf8-as-gbk", java) == once);
  CHECK(finder.is_surely(Habit::java, gbk));
  CHECK_FALSE(finder.is_surely(Habit::windows, gbk));
  // A line that this decoder cannot have written is another's.
  CHECK(explain(finder, "utf8-as-gbk", browser) == kText);
}

TEST_CASE("DecoderFinder: other lines tell who wrote marks that may be anybody's",
          "[decoder_finder]") {
  const std::string row = "4,林小满,\"在镇上的小学教了十年书\",9.5";
  const std::string broken = break_with("utf8-as-gbk", row, "windows");
  const auto explain_after = [&](const std::string& text, const std::string& habit) {
    fuyuan::DecoderFinder finder;
    for (int i = 0; i < 4; ++i)
      explain(finder, "utf8-as-gbk", break_with("utf8-as-gbk", text, habit));
    return explain(finder, "utf8-as-gbk", broken);
  };
  // Windows swallows what stands behind half a character, and a browser does not.
  const std::string text = "他说了一声\"好吃\"，又问(多少钱)；见(附表)和<图>一。";
  const std::string windows = explain_after(text, "windows");
  const std::string browser = explain_after(text, "whatwg");
  CAPTURE(windows, browser);
  CHECK(windows.find("满\"") == std::string::npos);
  CHECK(browser.find("满\"") != std::string::npos);
}

TEST_CASE("DecoderFinder: who drops single bytes is told from who drops pairs",
          "[decoder_finder]") {
  const std::string text =
      "家里的滚筒洗衣机用了六年，最近脱水的时候整个机器会往前跑，地板都磨花了。\n"
      "最新热帖：洗衣机脱水时整机乱跑怎么办？\n";
  for (const char* habit : {"ignore", "iconv-c"}) {
    CAPTURE(habit);
    std::mt19937_64 random(1);
    const std::string broken =
        fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, habit, random);
    REQUIRE(broken.find("\uFFFD") == std::string::npos);
    CHECK(fuyuan::Restorer().restore(broken).text == text);
  }
}

TEST_CASE("DecoderFinder: early Java's marks take line ends of code along", "[decoder_finder]") {
  const std::string code =
      "\"\"\"统计仓库里各种货物的数量。\"\"\"\n"
      "\n"
      "def read(path):\n"
      "    for line in open(path):\n"
      "        if not line.strip() or line.startswith('#'):  # 空行\n"
      "            continue\n"
      "        yield line.split()[2]  # 第三列是货物名称\n"
      "\n"
      "def main():\n"
      "    print(\"用法：先写文件名，再写仓库的编号\")\n"
      "    for name, count in total.items():\n"
      "        print(name, count)  # 输出前十名\n"
      "    return 0\n";
  const std::string broken = break_with("utf8-as-gbk", code, "java");
  REQUIRE(std::count(broken.begin(), broken.end(), '\n') <
          std::count(code.begin(), code.end(), '\n'));
  CHECK(fuyuan::Restorer().restore(broken).text == code);
}

TEST_CASE("DecoderFinder: a date without its first digit tells of a decoder that swallowed it",
          "[decoder_finder]") {
  const std::string text =
      "活动地点：滨江公园\n"
      "报名日期：2019-04-06\n"
      "联系人：小方\n"
      "活动日期：2019-04-13\n"
      "截止日期：2019-04-11\n";
  const std::string broken = break_with("utf8-as-gbk", text, "windows");
  REQUIRE(broken.find("?019-04-06") != std::string::npos);
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}
