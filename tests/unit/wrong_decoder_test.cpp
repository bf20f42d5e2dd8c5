#include "channel/wrong_decoder.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/charset_decoder.hpp"
#include "channel/guessing_decoder.hpp"
#include "channel/raw_bytes.hpp"

namespace {

using fuyuan::ByteCode;
using fuyuan::CharsetDecoder;
using fuyuan::Observed;
using fuyuan::Reading;
using fuyuan::WrongDecoder;

std::vector<Reading> read(const WrongDecoder& decoder, std::u32string_view symbols,
                          std::size_t at = 0) {
  std::vector<Reading> out;
  decoder.read({symbols}, at, out);
  return out;
}

CharsetDecoder decoder(std::string_view charset, std::string_view variant = "") {
  std::vector<const fuyuan::Charset*> variants;
  if (!variant.empty()) variants.push_back(fuyuan::find_charset(variant));
  return CharsetDecoder(*fuyuan::find_charset(charset), variants);
}

bool is(const Reading& reading, std::vector<ByteCode> codes) {
  return std::vector<ByteCode>(reading.codes.begin(), reading.codes.begin() + reading.size) ==
         codes;
}

bool any(const std::vector<Reading>& readings, const std::vector<ByteCode>& codes) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return is(reading, codes); });
}

/// Some marked reading whose codes admit the bytes.
bool marks(const std::vector<Reading>& readings, const std::vector<unsigned>& bytes) {
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    if (!reading.is_mark || reading.size != bytes.size()) return false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (!fuyuan::admits(reading.codes[i], bytes[i])) return false;
    }
    return true;
  });
}

}  // namespace

TEST_CASE("Plain characters are read as their bytes", "[wrong_decoder]") {
  const CharsetDecoder gbk = decoder("gb18030", "cp936");
  REQUIRE_FALSE(read(gbk, U"浣").empty());
  CHECK(is(read(gbk, U"浣")[0], {0xE4, 0xBD}));
  CHECK(is(read(gbk, U"a")[0], {U'a'}));
  CHECK(gbk.peek({U"浣a"}, 0) == 0xE4);
  CHECK(gbk.peek({U"浣a"}, 1) == 'a');
  CHECK(gbk.peek({U"浣a"}, 2) == -1);
  const CharsetDecoder latin = decoder("windows-1252");
  CHECK(is(read(latin, U"Ä")[0], {0xC4}));
  CHECK(is(read(latin, U"€")[0], {0x80}));
  CHECK(read(latin, U"中").empty());
  CHECK(latin.peek({U"中"}, 0) == -1);
}

TEST_CASE("GBK: the Euro sign is the byte 80, or what it says", "[wrong_decoder]") {
  const auto readings = read(decoder("gb18030", "cp936"), U"€");
  CHECK(is(readings.at(0), {0x80}));
  CHECK(any(readings, {0xA2, 0xE3}));
}

TEST_CASE("GBK: user-defined areas come back as the pairs they were", "[wrong_decoder]") {
  // 中文 as UTF-8 is E4 B8 AD E6 96 87; AD E6 is in no GBK table but Windows's.
  const CharsetDecoder gbk = decoder("gb18030", "cp936");
  const auto* windows = fuyuan::find_charset("cp936");
  REQUIRE(windows != nullptr);
  const unsigned char pair[] = {0xAA, 0xA1};
  const char32_t user = windows->decode(pair).code_point;
  REQUIRE(user >= 0xE000);
  REQUIRE(user <= 0xF8FF);
  CHECK(any(read(gbk, {&user, 1}), {0xAA, 0xA1}));
}

TEST_CASE("GBK: a mark may be a byte, a pair, or take its follower along", "[wrong_decoder]") {
  const CharsetDecoder gbk = decoder("gb18030", "cp936");
  for (const char32_t* text : {U"鍚?", U"鍚\xFFFD", U"鍚?，"}) {
    const auto readings = read(gbk, text, 1);
    CHECK(marks(readings, {0x97}));
    CHECK(std::any_of(readings.begin(), readings.end(),
                      [](const Reading& reading) { return reading.swallows_ascii; }));
    CHECK(std::any_of(readings.begin(), readings.end(),
                      [](const Reading& reading) { return reading.is_mark && reading.size == 2; }));
    for (const Reading& reading : readings) {
      CHECK(reading.log_probability <= 0);
      CHECK(reading.size <= reading.codes.size());
      CHECK(reading.consumed == 1);
    }
  }
  // A question mark may be one.
  CHECK(any(read(gbk, U"?"), {U'?'}));
  CHECK_FALSE(any(read(gbk, U"\xFFFD"), {U'?'}));
  CHECK(gbk.peek({U"\xFFFD"}, 0) == -1);
}

TEST_CASE("Windows-1252: both tables, undefined bytes, blanks", "[wrong_decoder]") {
  const CharsetDecoder latin = decoder("windows-1252");
  // C1 controls kept: Latin-1, and browsers for the bytes that 1252 does not define.
  CHECK(any(read(latin, U"\x81"), {0x81}));
  CHECK(any(read(latin, U"\x80"), {0x80}));
  // U+FFFD stands for one of the five undefined bytes.
  const auto lost = read(latin, U"\xFFFD");
  for (const unsigned byte : {0x81U, 0x8DU, 0x8FU, 0x90U, 0x9DU}) CHECK(marks(lost, {byte}));
  CHECK_FALSE(marks(lost, {0xE4}));
  // A blank may have been A0.
  const auto blank = read(latin, U" ");
  CHECK(is(blank.at(0), {0x20}));
  CHECK(any(blank, {0xA0}));
  CHECK(is(read(latin, U"\xA0").at(0), {0xA0}));
}

TEST_CASE("Raw bytes are themselves", "[wrong_decoder]") {
  const fuyuan::RawBytes raw;
  const std::u32string symbols = {fuyuan::raw_symbol(0xC4), U'a', U'中'};
  CHECK(is(read(raw, symbols, 0).at(0), {0xC4}));
  CHECK(is(read(raw, symbols, 1).at(0), {U'a'}));
  CHECK(read(raw, symbols, 2).empty());
  // No charset decoder has written a raw byte.
  CHECK(read(decoder("gb18030"), symbols, 0).empty());
  CHECK(read(decoder("windows-1252"), symbols, 0).empty());
}

TEST_CASE("A guessing decoder wrote UTF-8 or Latin-1", "[wrong_decoder]") {
  const fuyuan::GuessingDecoder guessing;
  const auto latin = read(guessing, U"Ä");
  CHECK(any(latin, {0xC4}));
  CHECK(any(latin, {0xC3, 0x84}));
  CHECK(is(read(guessing, U"غ").at(0), {0xD8, 0xBA}));
  CHECK(is(read(guessing, U"a").at(0), {U'a'}));
  CHECK(read(guessing, U"\xFFFD").empty());
}

TEST_CASE("UTF-16: a question mark is a mark, and half a unit a line end", "[wrong_decoder]") {
  for (const char* charset : {"utf-16le", "utf-16be"}) {
    const CharsetDecoder utf16 = decoder(charset);
    const auto within = read(utf16, U"?섫", 0);
    CHECK_FALSE(any(within, {U'?', 0}));
    CHECK_FALSE(any(within, {0, U'?'}));
    CHECK_FALSE(marks(within, {U'\n'}));
    CHECK(marks(read(utf16, U"섫?", 1), {U'\n'}));
    CHECK(marks(read(utf16, U"섫\xFFFD", 1), {U'\n'}));
  }
}

TEST_CASE("In UTF-16 half of a pair is lost, and an ASCII character may be its other half",
          "[wrong_decoder]") {
  const auto big = read(decoder("utf-16be"), U"好\uFFFD好", 1);
  CHECK(marks(big, {0xDA, 0x4E}));
  CHECK(marks(big, {0xDF, 0xA1}));
  CHECK_FALSE(marks(big, {0x4E, 0xDA}));
  const auto little = read(decoder("utf-16le"), U"好\uFFFD好", 1);
  CHECK(marks(little, {0x4E, 0xDA}));
  CHECK_FALSE(marks(little, {0xDA, 0x4E}));
  const auto after = [](const Reading& reading) { return reading.swallows_ascii; };
  const auto before = [](const Reading& reading) { return reading.ascii_before; };
  CHECK(std::any_of(big.begin(), big.end(), after));
  CHECK(std::none_of(big.begin(), big.end(), before));
  CHECK(std::any_of(little.begin(), little.end(), before));
  CHECK(std::none_of(little.begin(), little.end(), after));
}

TEST_CASE("Of a run of marks each stands for a byte that makes no pair with the next",
          "[wrong_decoder]") {
  // 長在 in Big5, AA F8 A6 62, read by a GBK decoder that lacks what users defined.
  const CharsetDecoder gbk = decoder("gb18030", "cp936");
  Observed observed{U"???b"};
  observed.marks = fuyuan::MarkHabit::byte_by_byte;
  const auto marks_alone = [&](std::size_t at, unsigned byte) {
    std::vector<Reading> readings;
    gbk.read(observed, at, readings);
    std::erase_if(readings, [](const Reading& reading) { return reading.swallows_ascii; });
    return marks(readings, {byte});
  };
  CHECK(marks_alone(0, 0xAA));
  CHECK(marks_alone(1, 0xF8));
  CHECK_FALSE(marks_alone(1, 0xB7));  // it makes a pair with whatever makes none with b
  CHECK(marks_alone(2, 0xA6));
}
