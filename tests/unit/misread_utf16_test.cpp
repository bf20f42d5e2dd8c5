#include "restore/reading/misread_utf16.hpp"

#include <string>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

using namespace fuyuan;
using namespace std::string_literals;

namespace {

const std::string kText =
    "社区食堂试运行\r\n本月12日起，幸福路社区食堂开始试运行，每天供应午餐和晚餐。\r\n上午10点半开门"
    "，"
    "60岁以上的老人凭卡就餐，一荤两素只要9元，米饭和汤不限量。\r\n";

std::string to_utf16(std::string_view text, bool big) {
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const char low = static_cast<char>(cp & 0xFF);
    const char high = static_cast<char>(cp >> 8);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

/// UTF-16 read as `wrong` by a decoder of that habit and stored as UTF-8.
std::string misread(std::string_view text, bool big, const Charset& wrong, Habit habit) {
  const std::string bytes = to_utf16(text, big);
  return decode_with_habit(
      wrong, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}, habit);
}

std::string name_of(bool big, std::string_view wrong) {
  return (big ? "utf-16be as "s : "utf-16le as "s).append(wrong);
}

bool is_single_byte(const Charset& charset) { return charset.framing() == Framing::single_byte; }

}  // namespace

TEST_CASE("UTF-16 read as any single-byte charset comes back", "[misread_utf16]") {
  for (const Charset& wrong : all_charsets()) {
    if (!is_single_byte(wrong)) continue;
    for (const bool big : {false, true}) {
      const std::string broken = misread(kText, big, wrong, Habit::windows);
      CAPTURE(wrong.name(), big);
      const Restored restored = Restorer().restore(broken);
      CHECK(restored.text == kText);
      CHECK(restored.verdict == Verdict::restored);
      CHECK(restored.plan.apply(broken) == kText);
      // Tables that agree about all these bytes are as good as one another.
      CHECK(restored.charset.starts_with(big ? "utf-16be as " : "utf-16le as "));
      CHECK(decode_misread_utf16(name_of(big, wrong.name()), broken) == kText);
    }
  }
}

TEST_CASE("UTF-16 read as a charset is named", "[misread_utf16]") {
  for (const char* name : {"iso-8859-1", "windows-1251", "koi8-r", "cp437", "macintosh"}) {
    for (const bool big : {false, true}) {
      const std::string broken = misread(kText, big, *find_charset(name), Habit::windows);
      CHECK(find_misread_utf16(broken) == name_of(big, name));
    }
  }
}

TEST_CASE("UTF-16 misread: a line end of an editor's own makes no difference", "[misread_utf16]") {
  const std::string broken = misread(kText, false, *find_charset("cp437"), Habit::windows) + "\n";
  CHECK(Restorer().restore(broken).text == kText);
}

TEST_CASE("UTF-16 misread: what a lost byte was part of is lost, and only that",
          "[misread_utf16]") {
  const Charset& wrong = *find_charset("windows-1252");
  Options strict;
  strict.strict = true;
  const Restored restored = Restorer(strict).restore(misread(kText, false, wrong, Habit::python));
  const std::u32string text = to_utf32(restored.text);
  const std::u32string clean = to_utf32(kText);
  REQUIRE(text.size() == clean.size());
  std::size_t lost = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == clean[at]) continue;
    CHECK(text[at] == 0xFFFD);
    const unsigned low = clean[at] & 0xFF;
    const unsigned high = clean[at] >> 8;
    CHECK((wrong.is_filled(static_cast<unsigned char>(low)) ||
           wrong.is_filled(static_cast<unsigned char>(high))));
    ++lost;
  }
  CHECK(lost > 0);
  CHECK(restored.counts.lost == lost);
  CHECK(restored.verdict == Verdict::partial);
}

TEST_CASE("UTF-16 misread as pairs comes back but for what was lost", "[misread_utf16]") {
  const std::u32string clean = to_utf32(kText);
  Options strict;
  strict.strict = true;
  for (const char* name : {"cp936", "cp950", "shift_jis"}) {
    for (const Habit habit : {Habit::python, Habit::windows}) {
      const std::string broken = misread(kText, false, *find_charset(name), habit);
      const std::string found = find_misread_utf16(broken);
      CAPTURE(name, habit_name(habit), broken, found);
      CHECK(found.ends_with(" swallowing pairs") == (habit == Habit::windows));
      const Restored restored = Restorer(strict).restore(broken);
      const std::u32string text = to_utf32(restored.text);
      REQUIRE(text.size() == clean.size());
      std::size_t right = 0;
      std::size_t lost = 0;
      for (std::size_t at = 0; at < text.size(); ++at) {
        right += text[at] == clean[at] ? 1 : 0;
        lost += text[at] == 0xFFFD ? 1 : 0;
      }
      CHECK(right * 10 > clean.size() * 6);
      CHECK(right + lost + 2 >= clean.size());
      CHECK(restored.verdict == Verdict::partial);
      CHECK(restored.plan.apply(broken) == restored.text);
    }
  }
}

TEST_CASE("UTF-16 misread: other text is none", "[misread_utf16]") {
  for (const std::string& text :
       {""s, "a"s, kText, "\x01\x02\x03\x04"s, "\x1B[31mfehlt\x1B[0m: größer\n"s, "a\0b\0c\0"s,
        "名称\0\0\0\0\0\0数量\0\0\0\0\0\0"s}) {
    CAPTURE(text);
    CHECK(find_misread_utf16(text).empty());
  }
  CHECK_FALSE(decode_misread_utf16("utf-8", kText).has_value());
  CHECK_FALSE(decode_misread_utf16("utf-16le as nothing", kText).has_value());
  CHECK_FALSE(decode_misread_utf16("utf-8 as cp437", kText).has_value());
  CHECK_FALSE(decode_misread_utf16("utf-16le as koi8-r", kText).has_value());
}
