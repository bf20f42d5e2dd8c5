#include "text/char_class.hpp"

#include "catch.hpp"

using fuyuan::char_class;
using fuyuan::CharClass;

TEST_CASE("Character classes of well-known characters", "[char_class]") {
  struct Row {
    char32_t first;
    char32_t last;
    CharClass expected;
  };
  using enum CharClass;
  const Row rows[] = {{0x00, 0x08, control},
                      {U'\t', U'\n', space},
                      {U'\r', U'\r', space},
                      {U' ', U' ', space},
                      {U'0', U'9', digit},
                      {U'a', U'z', letter},
                      {U'A', U'Z', letter},
                      {U'!', U'/', ascii_mark},
                      {U'~', U'~', ascii_mark},
                      {0x7F, 0x7F, control},
                      {0x80, 0x9F, c1},
                      {0xA0, 0xFF, latin1},
                      {0x100, 0x24F, latin_extended},
                      {0x1E00, 0x1EFF, latin_extended},
                      {U'α', U'ω', greek},
                      {U'а', U'я', cyrillic},
                      {U'あ', U'ん', kana},
                      {U'ア', U'ン', kana},
                      {0xFF66, 0xFF9F, halfwidth_kana},
                      {U'가', U'힣', hangul},
                      {0x3105, 0x3129, bopomofo},
                      {0x4E00, 0x9FFF, han},
                      {0x3007, 0x3007, han},
                      {0x3400, 0x4DBF, han_ext},
                      {0x20000, 0x2A6DF, han_ext},
                      {0xF900, 0xFAFF, han_ext},
                      {U'。', U'。', cjk_mark},
                      {U'《', U'』', cjk_mark},
                      {U'！', U'～', fullwidth},
                      {0x1F600, 0x1F64F, emoji},
                      {0xE000, 0xF8FF, pua},
                      {0xF0000, 0xFFFFD, pua},
                      {0x100000, 0x10FFFD, pua},
                      {0xFFFD, 0xFFFD, replacement},
                      {0xD800, 0xDFFF, unassigned},
                      {0xFFFE, 0xFFFF, unassigned},
                      {U'─', U'╋', box}};
  for (const Row& row : rows) {
    for (char32_t cp = row.first; cp <= row.last; ++cp) {
      if (char_class(cp) == row.expected) continue;
      CAPTURE(static_cast<unsigned>(cp));
      CHECK(fuyuan::char_class_name(char_class(cp)) == fuyuan::char_class_name(row.expected));
      break;
    }
  }
}

TEST_CASE("Every class has a name and a size", "[char_class]") {
  for (int i = 0; i < fuyuan::kCharClassCount; ++i) {
    const auto which = static_cast<CharClass>(i);
    CAPTURE(i);
    CHECK_FALSE(fuyuan::char_class_name(which).empty());
    CHECK(fuyuan::char_class_size(which) >= 1);
  }
  for (const char32_t cp : {char32_t{0x110000}, char32_t{0x80000041}, char32_t{0xFFFFFFFF}}) {
    CHECK(char_class(cp) == CharClass::unassigned);
  }
}

TEST_CASE("Shortcuts agree with the classes", "[char_class]") {
  for (char32_t cp = 0; cp < 0x30000; ++cp) {
    const CharClass which = char_class(cp);
    const bool agrees = fuyuan::is_han(cp) == (which == CharClass::han) &&
                        fuyuan::is_digit(cp) == (which == CharClass::digit) &&
                        fuyuan::is_letter(cp) == (which == CharClass::letter);
    if (!agrees) {
      CAPTURE(static_cast<unsigned>(cp));
      CHECK(agrees);
    }
  }
}
