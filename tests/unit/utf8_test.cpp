#include "text/utf8.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"

using namespace std::string_view_literals;

TEST_CASE("UTF-8: well-formed characters are read with their length", "[utf8]") {
  struct Row {
    std::string_view bytes;
    char32_t code_point;
  };
  const Row rows[] = {{"\0"sv, 0},
                      {"A", U'A'},
                      {"\x7F", 0x7F},
                      {"\xC2\x80", 0x80},
                      {"\xDF\xBF", 0x7FF},
                      {"\xE0\xA0\x80", 0x800},
                      {"中", U'中'},
                      {"\xED\x9F\xBF", 0xD7FF},
                      {"\xEE\x80\x80", 0xE000},
                      {"\xEF\xBF\xBF", 0xFFFF},
                      {"\xF0\x90\x80\x80", 0x10000},
                      {"\xF4\x8F\xBF\xBF", 0x10FFFF}};
  for (const Row& row : rows) {
    CAPTURE(static_cast<unsigned>(row.code_point));
    const fuyuan::Utf8Char alone = fuyuan::read_utf8(row.bytes);
    CHECK(alone.length == row.bytes.size());
    CHECK(alone.code_point == row.code_point);
    const fuyuan::Utf8Char followed = fuyuan::read_utf8(std::string(row.bytes) + "\x80\xFF");
    CHECK(followed.length == row.bytes.size());
    std::string written;
    fuyuan::append_utf8(row.code_point, written);
    CHECK(written == row.bytes);
  }
}

TEST_CASE("UTF-8: ill-formed bytes are not characters", "[utf8]") {
  const std::string_view rows[] = {""sv,
                                   "\x80",
                                   "\xBF",
                                   "\xC0\x80",
                                   "\xC1\xBF",
                                   "\xC2",
                                   "\xC2\x41",
                                   "\xE4\xB8",
                                   "\xE0\x9F\xBF",
                                   "\xED\xA0\x80",
                                   "\xED\xBF\xBF",
                                   "\xF0\x8F\xBF\xBF",
                                   "\xF0\x9F\x98",
                                   "\xF4\x90\x80\x80",
                                   "\xF5\x80\x80\x80",
                                   "\xFE",
                                   "\xFF"};
  for (const std::string_view row : rows) {
    CAPTURE(std::string(row));
    CHECK(fuyuan::read_utf8(row).length == 0);
    if (!row.empty()) CHECK(fuyuan::find_invalid_utf8(row) == 0);
  }
}

TEST_CASE("UTF-8: the first bad byte is found wherever it stands", "[utf8]") {
  // Long enough to go through any fast path for ASCII or for blocks.
  for (std::size_t before = 0; before < 70; ++before) {
    for (const std::string_view filler : {"a"sv, "中"sv, "😀"sv}) {
      std::string text;
      while (text.size() < before) text += filler;
      const std::size_t bad = text.size();
      CHECK(fuyuan::is_valid_utf8(text));
      text += "\xE4\xB8";
      CHECK(fuyuan::find_invalid_utf8(text) == bad);
      text += "abcdefghijklmnopqrstuvwxyz中文";
      CHECK(fuyuan::find_invalid_utf8(text) == bad);
    }
  }
  CHECK(fuyuan::find_invalid_utf8("") == 0);
}

TEST_CASE("UTF-8: long text with one byte changed is judged as its parts are", "[utf8]") {
  const std::string text =
      "前面是一段完好的文字，abc，é和😀都在里面；后面还有一段，长到足够一次看许多个字节，再长一点。";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const unsigned byte : {0x00, 0x41, 0x80, 0xBF, 0xC1, 0xC3, 0xE0, 0xED, 0xF0, 0xF4, 0xF5}) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      std::size_t expected = 0;
      while (expected < changed.size()) {
        const std::size_t length =
            fuyuan::read_utf8(std::string_view(changed).substr(expected)).length;
        if (length == 0) break;
        expected += length;
      }
      CAPTURE(at, byte);
      CHECK(fuyuan::find_invalid_utf8(changed) == expected);
    }
  }
}

TEST_CASE("UTF-8: there and back", "[utf8]") {
  const std::string text =
      "a中é😀\n\tz"
      "end";
  CHECK(fuyuan::to_utf8(fuyuan::to_utf32(text)) == text);
  CHECK(fuyuan::to_utf32("a\xE4\xB8z") == U"a\xFFFD\xFFFDz");
  CHECK(fuyuan::to_utf32("\xED\xA0\x80").size() == 3);
  std::u32string all;
  for (char32_t cp = 0; cp <= 0x10FFFF; ++cp) {
    if (cp < 0xD800 || cp > 0xDFFF) all.push_back(cp);
  }
  const std::string bytes = fuyuan::to_utf8(all);
  CHECK(fuyuan::is_valid_utf8(bytes));
  CHECK(fuyuan::to_utf32(bytes) == all);
}

TEST_CASE("UTF-8: what is no character is written as U+FFFD", "[utf8]") {
  CHECK(fuyuan::to_utf8(U"\x110000") == "\xEF\xBF\xBD");
  for (const char32_t cp : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0xFFFFFFFF}}) {
    std::string out = "x";
    fuyuan::append_utf8(cp, out);
    CHECK(out == "x\xEF\xBF\xBD");
  }
}
