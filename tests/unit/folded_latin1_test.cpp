// What programs do to mojibake afterwards: normalization, and the loss of controls.

#include "channel/folded_latin1.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Controls;
using fuyuan::find_controls;
using fuyuan::find_letter_case;
using fuyuan::is_folded;
using fuyuan::LetterCase;

TEST_CASE("Folded Latin-1: a line that went through NFKC", "[folded]") {
  CHECK(is_folded(U"Í1⁄4Êé1ÝÖÜÄ©ÑÓ3¤¿a·ÅÊ±1⁄4ä£¬"));
  CHECK(is_folded(U"Çë \u0301ó1Ò° \u0301Ê±"));
  CHECK_FALSE(is_folded(U"Í¼Êé¹ÝÖÜÄ©ÑÓ³¤¿ª·ÅÊ±¼ä£¬"));  // what it was before
  CHECK_FALSE(is_folded(U"Il a été 1⁄4 de l’année"));   // letters too few
  CHECK_FALSE(is_folded(U"加入 1⁄4 杯牛奶，搅拌 3⁄4 分钟。"));
  CHECK_FALSE(is_folded(U""));
}

TEST_CASE("Folded Latin-1: the readings of what normalization made", "[folded]") {
  const struct {
    const char32_t* text;
    unsigned byte;
    std::size_t consumed;
  } rows[] = {{U"1⁄4x", 0xBC, 3}, {U"2", 0xB2, 1},       {U"a", 0xAA, 1},
              {U"μ", 0xB5, 1},    {U" \u0301", 0xB4, 2}, {U"TM", 0x99, 2}};
  for (const auto& row : rows) {
    const std::u32string text = row.text;
    CAPTURE(fuyuan::to_utf8(text));
    std::vector<fuyuan::Reading> readings;
    fuyuan::read_folded({text}, 0, readings);
    REQUIRE_FALSE(readings.empty());
    CHECK(readings[0].codes[0] == row.byte);
    CHECK(readings[0].consumed == row.consumed);
  }
  std::vector<fuyuan::Reading> none;
  fuyuan::read_folded({U"x"}, 0, none);
  CHECK(none.empty());
}

TEST_CASE("Dropped controls: a line of UTF-8 bytes without them", "[folded]") {
  CHECK(find_controls(U"ç¼è¯å¤±è´¥æ¶åæ£æ¥éç½®æä»¶çè·¯å¾") == Controls::dropped);
  CHECK(find_controls(U"ç¼?è¯?å¤±è´¥æ?¶å?æ£?æ?¥é?ç½®") == Controls::marked);
  CHECK(find_controls(U"ç¼\uFFFDè¯\uFFFDå¤±è´¥æ\uFFFD¶å\uFFFD\uFFFDæ£") == Controls::marked);
  CHECK(find_controls(U"ç¼ è¯ å¤±è´¥æ ¶å  æ£ æ ¥é  ç½®") == Controls::spaces);
  CHECK(find_controls(U"ç¼\u0096è¯\u0091å¤±è´¥æ\u0097¶å\u0085\u0088æ£\u0080") == Controls::shown);
  CHECK(find_controls(U"El niño comió más de lo que él quería, ¿verdad?") == Controls::shown);
  CHECK(find_controls(U"编译失败时先检查") == Controls::shown);
  CHECK(find_controls(U"") == Controls::shown);
}

TEST_CASE("Dropped controls: what comes back is inferred, and French stays", "[folded]") {
  const fuyuan::Restorer restorer;
  // 我们在学校学习中文 without the bytes 80–9F.
  std::u32string broken;
  const std::string text = "图书馆周末开放时间，读者可以在网站上查询。\n";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xA0) broken.push_back(byte);
  }
  const fuyuan::Restored restored = restorer.restore(fuyuan::to_utf8(broken));
  CHECK(restored.text.find("读者可以") != std::string::npos);
  CHECK(restored.verdict != fuyuan::Verdict::clean);
  CHECK(restored.verdict != fuyuan::Verdict::restored);
  for (const char* healthy : {"L'été dernier, à la fête de l'école, j'ai été très étonné.\n",
                              "Über Österreich fährt man früh; er änderte die Größe.\n"}) {
    CHECK(restorer.restore(healthy).text == healthy);
  }
}

TEST_CASE("Folded Latin-1: what became of capitals and small letters", "[folded]") {
  const std::string text =
      "图书馆周末延长开放时间，读者可以凭证件借阅新书，上网也可以预约。"
      "阅览室每天早上九点开门，晚上十点关门，请大家带好随身物品。";
  const auto fold = [&](const char* channel, bool to_upper, bool keeps_first = false) {
    std::u32string out = fuyuan::to_utf32(fuyuan::testing::break_with(channel, text));
    bool is_first = keeps_first;
    for (char32_t& letter : out) {
      const bool is_capital = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;
      const bool is_small = letter >= 0xE0 && letter <= 0xFE && letter != 0xF7;
      if (to_upper && is_small) letter -= 0x20;
      if (!to_upper && is_capital && !is_first) letter += 0x20;
      constexpr std::u32string_view kCapitals = U"ŠŒŽŸ";
      constexpr std::u32string_view kSmall = U"šœžÿ";
      const auto at = (to_upper ? kSmall : kCapitals).find(letter);
      if (at != std::u32string_view::npos) letter = (to_upper ? kCapitals : kSmall)[at];
      is_first = false;
    }
    while (to_upper && out.find(U'ß') != std::u32string::npos)
      out.replace(out.find(U'ß'), 1, U"SS");
    return out;
  };
  const auto as_it_is = [&](const char* channel) {
    return find_letter_case(fuyuan::to_utf32(fuyuan::testing::break_with(channel, text)));
  };
  CHECK(as_it_is("utf8-as-windows-1252") == LetterCase::mixed);
  CHECK(as_it_is("gbk-as-windows-1252") == LetterCase::mixed);
  CHECK(find_letter_case(fold("gbk-as-windows-1252", false)) == LetterCase::lower);
  CHECK(find_letter_case(fold("gbk-as-windows-1252", false, true)) == LetterCase::lower);
  CHECK(find_letter_case(fold("gbk-as-windows-1252", true)) == LetterCase::upper);
  CHECK(find_letter_case(fold("utf8-as-windows-1252", false)) == LetterCase::lower_utf8);
  CHECK(find_letter_case(fold("utf8-as-windows-1252", true)) == LetterCase::upper_utf8);
  CHECK(find_letter_case(U"À ÉTÉ, ÇA VA, À NOËL, DÉJÀ VU, ÎLE, ÂGE") == LetterCase::upper);
  CHECK(find_letter_case(U"") == LetterCase::mixed);
  for (const char* channel : {"gbk-as-windows-1252", "utf8-as-windows-1252"}) {
    for (const bool to_upper : {false, true}) {
      CAPTURE(channel, to_upper);
      const auto restored =
          fuyuan::Restorer(fuyuan::Options()).restore(fuyuan::to_utf8(fold(channel, to_upper)));
      CHECK(restored.text == text);
    }
  }
}

TEST_CASE("Misread as Latin-1: a blank was the control U+0085 as well as U+00A0", "[folded]") {
  const std::string text = "关于公司元旦放假的通知，请其他同事先到办公室。";
  std::string broken;
  for (const char byte : text) {
    const auto cp = static_cast<unsigned char>(byte);
    fuyuan::append_utf8(cp == 0x85 || cp == 0xA0 ? U' ' : cp, broken);
  }
  const fuyuan::Restored restored = fuyuan::Restorer().restore(broken);
  CHECK(restored.text == text);
  CHECK(restored.counts.inferred > 0);
}

TEST_CASE("Folded Latin-1: one letter that only a capital can have been", "[folded]") {
  // Ÿ is the byte 9F, ÿ none that UTF-8 or GBK has.
  const std::string small = "æˆ‘ä»¬çÿ¥é“ä»–æ˜¨å¤©å·²ç»å›žæ¥äº†";
  CHECK(find_letter_case(fuyuan::to_utf32(small)) == LetterCase::lower_utf8);
  CHECK(find_letter_case(fuyuan::to_utf32("æˆ‘ä»¬çŸ¥é“ä»–æ˜¨å¤©å·²ç»")) == LetterCase::mixed);
}

TEST_CASE("Folded Latin-1: capitals by chance are left alone", "[folded]") {
  // No byte of it is a small letter.
  fuyuan::Options strict;
  strict.strict = true;
  const std::string text = "现场支付超时，自动返回首页，第 2 次失败自动关闭";
  std::string bytes;
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    const fuyuan::EncodedChar encoded = fuyuan::find_charset("gb18030")->encode(cp);
    for (int i = 0; i < encoded.length; ++i) fuyuan::append_utf8(encoded.bytes[i], bytes);
  }
  for (const fuyuan::Options& options : {fuyuan::Options{}, strict}) {
    const fuyuan::Restored restored = fuyuan::Restorer(options).restore(bytes);
    CHECK(restored.text == text);
    CHECK(restored.verdict == fuyuan::Verdict::restored);
  }
}

TEST_CASE("Folded Latin-1: dates and numbers of records are no bytes", "[folded]") {
  // 茶叶罐 and 竹编 through NFKC; 2 was ², and the date is one.
  const std::u32string line = U"2023-11-12\tLi\t2è×ó \u0301Éóã1Þ";
  for (std::size_t at = 0; at < line.find(U'è') - 1; ++at) {
    std::vector<fuyuan::Reading> readings;
    fuyuan::read_folded({line}, at, readings);
    CAPTURE(at);
    CHECK(readings.empty());
  }
  std::vector<fuyuan::Reading> readings;
  fuyuan::read_folded({line}, line.find(U'è') - 1, readings);
  CHECK(readings.size() == 1);
  readings.clear();
  fuyuan::read_folded({U"[WARN] 2Ù×÷"}, 6, readings);  // no character begins with a blank
  CHECK(readings.empty());
}

TEST_CASE("Folded Latin-1: titles of few letters in a document made small", "[folded]") {
  const std::string text =
      "会议室使用登记\n读者服务部\n图书馆假期开放时间安排\n周末讲座预告\n"
      "请假手续说明\n培训报名\n";
  std::u32string broken =
      fuyuan::to_utf32(fuyuan::testing::break_with("gbk-as-windows-1252", text));
  for (char32_t& letter : broken) {
    if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) letter += 0x20;
  }
  const fuyuan::Restored restored = fuyuan::Restorer().restore(fuyuan::to_utf8(broken));
  CHECK(restored.text == text);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  // One by itself: each letter that may have been a capital is a guess, or it stays.
  CHECK(fuyuan::Restorer().restore("¶áõß·þîñ²¿õ¹ï¢êò").verdict != fuyuan::Verdict::restored);
  CHECK(find_letter_case(U"±£´æ³é¹¦", LetterCase::mixed) == LetterCase::mixed);
  CHECK(find_letter_case(U"±£´æ³é¹¦", LetterCase::lower) == LetterCase::lower);
  CHECK(find_letter_case(U"±£´æ³É¹¦", LetterCase::lower) == LetterCase::mixed);
  CHECK(find_letter_case(U"±£´æ³É¹¦", LetterCase::upper) == LetterCase::mixed);
}

TEST_CASE("Folded Latin-1: letters that are all capitals or all small are not always folded",
          "[folded]") {
  const std::string russian =
      "библиотека открыта и в выходные дни\n"
      "приходите читать новые книги и журналы\n";
  for (const char* channel : {"utf8-as-windows-1252", "utf8-as-windows-1250"}) {
    CAPTURE(channel);
    fuyuan::Options options;
    options.to = fuyuan::Script::keep;
    CHECK(fuyuan::Restorer(options)
              .restore(fuyuan::testing::break_with(channel, russian, "whatwg"))
              .text == russian);
  }
}

// 孤行（段末单字成行） has nine capitals in GBK, and no small letter.
TEST_CASE("Folded Latin-1: few letters of GBK are all capitals by chance", "[folded]") {
  const std::string text = "typesetting\t排字\nwidow\t孤行（段末单字成行）\n";
  CHECK(fuyuan::Restorer().restore(fuyuan::testing::break_with("gbk-as-windows-1252", text)).text ==
        text);
}

TEST_CASE("Folded Latin-1: the first bytes of UTF-8 are all small letters by themselves",
          "[folded]") {
  const std::string japanese =
      "図書館は月曜日に休みます。\n"
      "本を返すときは入口の箱に入れてください。\n";
  fuyuan::Options options;
  options.to = fuyuan::Script::keep;
  const std::string broken =
      fuyuan::testing::break_with("utf8-as-windows-1252", japanese, "question");
  const std::string restored = fuyuan::Restorer(options).restore(broken).text;
  CHECK(restored.find("ã") == std::string::npos);
  CHECK(restored.find("図書館") != std::string::npos);
}
