#include "restore/reading/odd_unicode.hpp"

#include <string>

#include "catch.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/reading/container.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::find_odd_unicode;
using fuyuan::is_padded_text;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

const std::string kText =
    "今天天气很好，我们去公园散步。\n公园里有很多人，孩子们在草地上跑来跑去。\n";
const std::string kSmile = "\xED\xA0\xBD\xED\xB8\x80";

}  // namespace

TEST_CASE("Odd Unicode: CESU-8 and Java's zeros", "[odd_unicode]") {
  const std::string bytes = kText + kSmile + "\xC0\x80" + kText;
  CHECK(find_odd_unicode(bytes) == "cesu-8");
  CHECK(fuyuan::decode_odd_unicode("cesu-8", bytes) == kText + "😀\0"s + kText);
  const Restored restored = Restorer().restore(kText + kSmile + kText);
  CHECK(restored.text == kText + "😀" + kText);
  CHECK(restored.charset == "cesu-8");
  CHECK(restored.verdict == Verdict::decoded);
  CHECK(restored.plan.apply(kText + kSmile + kText) == restored.text);
}

TEST_CASE("Odd Unicode: a surrogate alone is lost, and counted", "[odd_unicode]") {
  for (const char* lone : {"\xED\xA0\xBD", "\xED\xB8\x80", "\xED\xB8\x80\xED\xA0\xBD"}) {
    const Restored restored = Restorer().restore(kText + lone + kText);
    CHECK(restored.verdict == Verdict::partial);
    CHECK(restored.counts.lost == std::string_view(lone).size() / 3);
  }
}

TEST_CASE("Odd Unicode: other bytes are none", "[odd_unicode]") {
  for (const std::string& bytes :
       {""s, "a"s, kText, "\xED"s, "\xC0\x80\xFF"s, "\xC4\xE3\xBA\xC3\xED\xA0\xBD\xB3"s,
        "caf\xC3\xA9"s, "\x01\x02\x03\x04"s, "\xED\xA0"s}) {
    CAPTURE(bytes);
    CHECK(find_odd_unicode(bytes).empty());
  }
  CHECK_FALSE(fuyuan::decode_odd_unicode("utf-8", kText).has_value());
}

TEST_CASE("Raw GBK: the byte 80 is the Euro sign", "[odd_unicode]") {
  const Restored restored = Restorer().restore(
      "\xBC\xDB\xB8\xF1\x80"
      "100\xD4\xAA\xA3\xAC\xBA\xDC\xB1\xE3\xD2\xCB\xA1\xA3");
  CHECK(restored.text == "价格€100元，很便宜。");
  CHECK(restored.verdict == Verdict::decoded);
}

TEST_CASE("Odd Unicode: padded records are text", "[odd_unicode]") {
  const std::string zeros(24, '\0');
  const std::string utf8 = "张三" + zeros + "北京市海淀区" + zeros + "\n";
  CHECK(is_padded_text(utf8));
  CHECK_FALSE(fuyuan::is_binary(utf8));
  const Restored same = Restorer().restore(utf8);
  CHECK(same.text == utf8);
  CHECK(same.verdict == Verdict::clean);
  const std::string gbk = "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3" + zeros +
                          "\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB\xD4\xB0\xC9\xA2\xB2\xBD" + zeros;
  const Restored decoded = Restorer().restore(gbk);
  CHECK(decoded.text == "今天天气很好" + zeros + "我们去公园散步" + zeros);
  CHECK(decoded.verdict == Verdict::decoded);
  CHECK_FALSE(is_padded_text("\x01\x02\0\x03\x05\x06\x07"s));
  CHECK_FALSE(is_padded_text("abc\0\0\0"s));
  CHECK_FALSE(is_padded_text(kText));
}

TEST_CASE("Odd Unicode: blanks for the zeros of UTF-16", "[odd_unicode]") {
  const auto spread = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += std::string(1, c) + " ";
    return out;
  };
  const std::string log = "[INFO] disk check done\r\n[WARN] fan speed is low\r\n";
  const Restored restored = Restorer().restore(spread(log));
  CHECK(restored.text == log);
  CHECK(restored.plan.apply(spread(log)) == log);
  // Headings that somebody spaced out, boards and tables of numbers are what they are.
  for (const std::string& text :
       {"T H E   E N D   O F   T H E   B O O K\n"s, "A B C D E F\nG H I J K L\nM N O P Q R\n"s,
        spread("XOXXOO\nOXOXXO\nXXOOXO\nOXXOXO\n"), spread("1012\n0110\n2110\n1022\n1001\n"),
        log + log, spread("one line of words and no more than that")}) {
    CAPTURE(text);
    CHECK(find_odd_unicode(text).empty());
  }
}

TEST_CASE("Odd Unicode: CESU-8 that was misread", "[odd_unicode]") {
  const std::string bytes = "快递已经送到门口" + kSmile + "记得来拿" + kSmile;
  for (const char* wrong : {"windows-1252", "iso-8859-15"}) {
    CAPTURE(wrong);
    const std::string broken = fuyuan::decode_with_habit(
        *fuyuan::find_charset(wrong), fuyuan::byte_view(bytes), fuyuan::Habit::windows);
    CHECK(Restorer().restore(broken).text == "快递已经送到门口😀记得来拿😀");
  }
}
