#include "channel/decoder_marks.hpp"

#include "catch.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::byte_set;
using fuyuan::DecoderMarks;
using fuyuan::find_charset;
using fuyuan::Habit;
using fuyuan::testing::break_with;

const DecoderMarks& marks_of(const char* charset, Habit habit) {
  return DecoderMarks::of(*find_charset(charset), habit);
}

/// Whether a decoder of GBK may have, with its own mark.
bool may_have_written(Habit habit, const std::string& text) {
  const char32_t mark = fuyuan::mark_of(*find_charset("gb18030"), habit);
  return marks_of("gb18030", habit).may_have_written(fuyuan::to_utf32(text), mark);
}

}  // namespace

TEST_CASE("DecoderMarks: what browsers lose of GBK", "[decoder_marks]") {
  const DecoderMarks& marks = marks_of("gb18030", Habit::whatwg);
  // A byte before ASCII is lost alone, and the ASCII stays; every pair is one of its characters.
  CHECK(byte_set(marks.alone_before(' '))[0xE4]);
  CHECK_FALSE(byte_set(marks.alone_before(0xA1))[0xE4]);
  CHECK_FALSE(marks.is_pair(0xE4, 0xA1));
  CHECK(marks.is_pair(0xE4, 0xFF));
  CHECK(byte_set(marks.swallowing()).none());
  CHECK(byte_set(marks.alone_at_end())[0xE4]);
}

TEST_CASE("DecoderMarks: early Java takes what follows along", "[decoder_marks]") {
  const DecoderMarks& marks = marks_of("gb18030", Habit::java);
  CHECK(byte_set(marks.alone_before(' ')).none());
  CHECK(byte_set(marks.swallowing())[0xA7]);
  CHECK(marks.is_pair(0x80, 0xE4));  // 80 is a lead byte to it
  CHECK_FALSE(marks.is_pair(0x81, 0xE4));
  CHECK(byte_set(marks.last_before_lead())[0x80]);
  CHECK(byte_set(marks.last_before_lead()).count() == 1);
}

TEST_CASE("DecoderMarks: strict decoders lose pairs that users define, a byte at a time",
          "[decoder_marks]") {
  const DecoderMarks& marks = marks_of("gb18030", Habit::python);
  CHECK(marks.is_alone_before(0xAA, 0xA1));
  CHECK_FALSE(marks.is_alone_before(0xB0, 0xA1));
  CHECK(byte_set(marks.pair_first()).none());
}

TEST_CASE("DecoderMarks: some decoders mark alike, and are undone alike", "[decoder_marks]") {
  const DecoderMarks& python = marks_of("gb18030", Habit::python);
  CHECK(python.stand_for_the_same(marks_of("gb18030", Habit::question_mark)));
  CHECK_FALSE(python.stand_for_the_same(marks_of("gb18030", Habit::whatwg)));
  CHECK_FALSE(python.stand_for_the_same(marks_of("gb18030", Habit::windows)));
  const std::u32string broken = fuyuan::to_utf32(
      break_with("utf8-as-gbk", "她说：“天冷了，多穿一件。”孩子点点头，跑了。", "question"));
  const fuyuan::Registry& registry = fuyuan::Registry::instance();
  const std::vector<const fuyuan::Channel*> channels = {&registry.identity(),
                                                        registry.find("utf8-as-gbk")};
  fuyuan::Lattice lattice(fuyuan::LanguageModel::embedded(), channels, {}, {0, 0});
  const auto search = [&](Habit habit) {
    return lattice.search({.symbols = broken, .decoder = fuyuan::MarkingDecoder{habit, U'?'}});
  };
  for (const Habit habit : fuyuan::all_habits()) {
    if (!python.stand_for_the_same(marks_of("gb18030", habit))) continue;
    CHECK(search(habit) == search(Habit::python));
  }
}

TEST_CASE("DecoderMarks: of a single-byte charset the holes", "[decoder_marks]") {
  const DecoderMarks& marks = marks_of("windows-1252", Habit::question_mark);
  CHECK(byte_set(marks.alone_before('a')).count() == 5);
  CHECK(byte_set(marks.alone_before('a'))[0x81]);
}

TEST_CASE("DecoderMarks: who may have written a text", "[decoder_marks]") {
  const std::string text = "自习室的座位要提前一天预约，快来吧!我们等你。";
  const auto written = [&](const char* habit) { return break_with("utf8-as-gbk", text, habit); };
  for (const Habit habit : {Habit::whatwg, Habit::python, Habit::java, Habit::windows}) {
    const std::string name(fuyuan::habit_name(habit));
    CAPTURE(name);
    CHECK(may_have_written(habit, written(name.c_str())));
  }
  // Another mark, a Euro sign for 80, and a private character for a pair that users define.
  CHECK_FALSE(may_have_written(Habit::windows, written("java")));
  CHECK_FALSE(may_have_written(Habit::java, "€\uFFFD"));
  CHECK(may_have_written(Habit::whatwg, "€\uFFFD"));
  CHECK_FALSE(may_have_written(Habit::python, "\uE000\uFFFD"));
  CHECK(may_have_written(Habit::java, "\uE000\uFFFD"));
}

TEST_CASE("DecoderMarks: marks stand for what the decoder loses, byte for byte",
          "[decoder_marks]") {
  using fuyuan::marked_bytes;
  for (const char* charset : {"gb18030", "big5", "shift_jis", "windows-949", "euc-jp"}) {
    for (const Habit habit : fuyuan::all_habits()) {
      CAPTURE(charset, fuyuan::habit_name(habit));
      const DecoderMarks& marks = marks_of(charset, habit);
      const fuyuan::Charset& table = fuyuan::table_of(*find_charset(charset), habit);
      for (unsigned lead = 0x80; lead < 0xFF; lead += 7) {
        for (unsigned next = 0x80; next < 0xFF; next += 3) {
          const std::array<unsigned char, 4> bytes = {static_cast<unsigned char>(lead),
                                                      static_cast<unsigned char>(next), 0xE4, 0xB8};
          const std::size_t marked = marked_bytes(table, bytes, habit);
          const bool alone = marks.is_alone_before(bytes[0], bytes[1]);
          const bool pair = marks.is_pair(bytes[0], bytes[1]);
          if (alone != (marked == 1) || pair != (marked == 2)) FAIL(lead << ' ' << next);
        }
      }
    }
  }
}
