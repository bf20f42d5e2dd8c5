#include "restore/triage/broken_utf8.hpp"

#include <string>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"
#include "text/utf8_census.hpp"

using fuyuan::BrokenUtf8;

namespace {

/// The line as it is read, each raw byte as a star.
std::string read(std::string_view line, bool in_utf8 = false) {
  std::u32string out = BrokenUtf8(fuyuan::LanguageModel::embedded()).read(line, in_utf8);
  for (char32_t& symbol : out) symbol = fuyuan::is_raw(symbol) ? U'*' : symbol;
  return fuyuan::to_utf8(out);
}

std::string encode(const char* charset, std::string_view text) {
  return fuyuan::encode_text(*fuyuan::find_charset(charset), text);
}

std::string restore(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("What is whole in a line of UTF-8 is told from what is broken", "[broken_utf8]") {
  CHECK(read("天气\xE9很好") == "天气*很好");
  CHECK(read("价 ¥8\xE9") == "*** **8*");
  CHECK(read("价 ¥8 \xE9", true) == "价 ¥8 *");
  CHECK(read("\xCE\xF7\xC7\xF8,价", true) == "****,价");
  const std::string gbk = encode("gb18030", "保存修改");
  CHECK(read("<a title=\"" + gbk + "\">修改</a>") == "<a title=\"********\">修改</a>");
  CHECK(read(gbk + "修改") == "**************");
  CHECK(
      read(encode("big5", "天氣很好，我們出門走走")).find_first_not_of('*') ==
      read(encode("big5", "天氣很好，我們出門走走")).find_first_of("Abcdefghijklmnopqrstuvwxyz@"));
}

TEST_CASE("Remnants of UTF-8 and bytes of other charsets", "[broken_utf8]") {
  const auto is_remnant = [](std::string_view bytes) {
    std::u32string line;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      line.push_back(byte < 0x80 ? byte : fuyuan::raw_symbol(byte));
    }
    return BrokenUtf8::find_fragments(line).at(0).is_remnant;
  };
  for (const char* bytes : {"\xB7", "\xE5", "\xE5\xBC", "\xF0\x9F\x98", "\xB0\xA1"})
    CHECK(is_remnant(bytes));
  for (const std::string& bytes :
       {encode("gb18030", "，"), encode("gb18030", "保存"), std::string("\xE5\xE5")})
    CHECK_FALSE(is_remnant(bytes));
  // 小小, whose second bytes are letters.
  CHECK_FALSE(is_remnant("\xA4p\xA4p\xA4p"));
  CHECK(is_remnant("\xE9p\xE9"));
}

TEST_CASE("Broken bytes in UTF-8 are no letters and hanzi of other charsets",
          "[broken_utf8][restorer]") {
  const std::string around = "服务已经启动\n端口监听成功\n";
  for (const std::string head : {"\xE5\xBC", "\xE5\xAE", "\xE7\x9B", "\xD0"}) {
    CAPTURE(head);
    CHECK(restore(around + "[cache] " + head + "\n") == around + "[cache] \uFFFD\n");
  }
  CHECK(restore("正面\xB7背面") == "正面\uFFFD背面");
  const fuyuan::Restored restored = fuyuan::Restorer().restore(around + "[cache] \xE5\xBC\n");
  CHECK(restored.verdict == fuyuan::Verdict::partial);
  CHECK(restored.plan.apply(around + "[cache] \xE5\xBC\n") == restored.text);
}

TEST_CASE("What was cut off is guessed where it is likely, and lost elsewhere",
          "[broken_utf8][restorer]") {
  // 后, 还, 中, 文, each without its last byte or two.
  const std::string text =
      "吃完饭以\xE5\n邻居家的孩子\xE8\xBF\n请把书放在桌子\xE4\n我在大学学习中\xE6\x96\n它的编号是"
      "\xE7\n";
  const fuyuan::Restored restored = fuyuan::Restorer().restore(text);
  CHECK(restored.plan.apply(text) == restored.text);
  std::size_t lost = 0;
  std::size_t guessed = 0;
  for (const fuyuan::Step& step : restored.plan.steps) {
    for (const fuyuan::Span& span : step.spans) {
      for (const fuyuan::InferredCharacter& one : span.inferred) {
        CHECK((one.character == fuyuan::kReplacement) == (one.probability < 0.6));
        lost += one.character == fuyuan::kReplacement ? 1 : 0;
        guessed += one.character != fuyuan::kReplacement ? 1 : 0;
      }
    }
  }
  CHECK(lost > 0);
  CHECK(guessed > 0);
}

TEST_CASE("A byte that became another leaves one character", "[broken_utf8][restorer]") {
  for (const std::string broken : {"\xFF\xA5\xBD", "\xE5\xFF\xBD", "\xE5\xA5\xFF"}) {
    CAPTURE(fuyuan::to_utf32(broken).size());
    const std::string text = restore("今天天气很" + broken + "，我们去公园散步。");
    CHECK(
        (text == "今天天气很好，我们去公园散步。" || text == "今天天气很\uFFFD，我们去公园散步。"));
  }
}

TEST_CASE("A byte that became zero is one that was lost", "[broken_utf8][restorer]") {
  const std::string zero(1, '\0');
  for (const std::string& broken : {zero + "\xA5\xBD", "\xE5" + zero + "\xBD", "\xE5\xA5" + zero}) {
    const std::string text = restore("今天天气很" + broken + "，我们去公园散步。");
    CHECK(
        (text == "今天天气很好，我们去公园散步。" || text == "今天天气很\uFFFD，我们去公园散步。"));
  }
}

TEST_CASE("A line of GBK and UTF-8: what makes sense as UTF-8 is that", "[broken_utf8][restorer]") {
  for (const auto& [first, second] : {std::pair("保存修改", "修改"), std::pair("查看详情", "详情"),
                                      std::pair("下载地址", "点击下载")}) {
    CHECK(restore("<i title=\"" + encode("gb18030", first) + "\">" + second + "</i>\n") ==
          std::string("<i title=\"") + first + "\">" + second + "</i>\n");
  }
}

TEST_CASE("A document of UTF-8 with broken bytes is called so, and one with others mixed",
          "[broken_utf8][restorer]") {
  const fuyuan::Restorer restorer;
  CHECK(restorer.restore("会议改到\xE5\n\x91\xA8三上午").charset == "utf-8");
  CHECK(restorer.restore("阅览室九点开门，请保持安静。\n[cache] \xE5\xBC\n").charset == "utf-8");
  CHECK(
      restorer.restore("阅览室九点开门，请保持安静。\n名称," + encode("gb18030", "东区二号") + "\n")
          .charset == "mixed");
}

TEST_CASE("How much of some bytes is UTF-8", "[broken_utf8]") {
  CHECK(fuyuan::count_utf8("天气 é\xE5\xE5").whole == 2);
  CHECK(fuyuan::count_utf8("天气 é\xE5\xE5").stray == 2);
  CHECK_FALSE(fuyuan::count_utf8("天气 é\xE5\xE5").is_for_the_most_part());
  CHECK(fuyuan::count_utf8("天气 é\xE5").is_for_the_most_part());
  CHECK_FALSE(fuyuan::count_utf8("ab").is_for_the_most_part());
}

TEST_CASE("A line of GBK in a document of UTF-8 is guessed at nowhere", "[broken_utf8]") {
  const auto is_of_pairs = [](std::string_view line) {
    return BrokenUtf8::is_of_pairs(line, fuyuan::LanguageModel::embedded());
  };
  // 豆, 蛋 and 灰 are the ends of characters of UTF-8, 瓶 and 路 characters of it.
  const std::string healthy = "今晚做凉拌菜，请提前半小时准备\n";
  for (const std::string line :
       {"豆      2瓶", "蛋    4瓶", "TITLE \"灰与花\"", "REM \"路与花\""}) {
    CAPTURE(line);
    const std::string raw = encode("gb18030", line);
    CHECK(is_of_pairs(raw));
    const fuyuan::Restored restored = fuyuan::Restorer().restore(healthy + raw + "\n" + healthy);
    CHECK(restored.text == healthy + line + "\n" + healthy);
    CHECK(restored.counts.inferred == 0);
  }
  for (const std::string line :
       {"价格 \xBD\xAA", "\xBD\xAA 5", "caf\xC3\xA9 \xE5\xAD ", "天气\xE9很好",
        "\xBB\xA8 5\xC2\xB0"
        "C",
        "plain", ""}) {
    CAPTURE(line);
    CHECK_FALSE(is_of_pairs(line));
  }
}
