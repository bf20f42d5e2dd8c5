#include "text/char_class.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace fuyuan {
namespace {

struct Block {
  char32_t last;  ///< the block runs from the previous block's `last` + 1 to here
  CharClass char_class;
};

using enum CharClass;

constexpr Block kBlocks[] = {
    {0x001F, control},        {0x007E, ascii_mark},
    {0x007F, control},        {0x009F, c1},
    {0x00FF, latin1},         {0x024F, latin_extended},
    {0x036F, modifier},       {0x03FF, greek},
    {0x052F, cyrillic},       {0x10FF, other_letter},
    {0x11FF, hangul},         {0x1DFF, other_letter},
    {0x1EFF, latin_extended}, {0x1FFF, greek},
    {0x24FF, symbol},         {0x259F, box},
    {0x2BFF, symbol},         {0x2E7F, other_letter},
    {0x2FDF, han_ext},        {0x2FFF, symbol},
    {0x3006, cjk_mark},       {0x3007, han},
    {0x303F, cjk_mark},       {0x30FF, kana},
    {0x312F, bopomofo},       {0x318F, hangul},
    {0x319F, cjk_mark},       {0x31BF, bopomofo},
    {0x31EF, cjk_mark},       {0x31FF, kana},
    {0x33FF, cjk_mark},       {0x4DBF, han_ext},
    {0x4DFF, symbol},         {0x9FFF, han},
    {0xABFF, other_letter},   {0xD7FF, hangul},
    {0xDFFF, unassigned},     {0xF8FF, pua},
    {0xFAFF, han_ext},        {0xFE0F, other_letter},
    {0xFE4F, cjk_mark},       {0xFEFE, other_letter},
    {0xFEFF, unassigned},     {0xFF60, fullwidth},
    {0xFF9F, halfwidth_kana}, {0xFFDF, hangul},
    {0xFFEF, fullwidth},      {0xFFFC, unassigned},
    {0xFFFD, replacement},    {0xFFFF, unassigned},
    {0x1EFFF, other_letter},  {0x1FBFF, emoji},
    {0x1FFFF, unassigned},    {0x323AF, han_ext},
    {0xDFFFF, unassigned},    {0xE01EF, other_letter},
    {0xEFFFF, unassigned},    {0x10FFFF, pua},
};

constexpr CharClass ascii_class(char32_t cp) {
  if (cp == U' ' || cp == U'\t' || cp == U'\n' || cp == U'\r') return space;
  if (is_digit(cp)) return digit;
  if (is_letter(cp)) return letter;
  return cp < 0x20 || cp == 0x7F ? control : ascii_mark;
}

/// The class of each code point below U+10000, which are asked for all the time.
constexpr auto kBasicPlane = [] {
  std::array<CharClass, 0x10000> classes{};
  const Block* block = std::begin(kBlocks);
  for (char32_t cp = 0; cp < classes.size(); ++cp) {
    while (block->last < cp) ++block;
    classes[cp] = cp < 0x80 ? ascii_class(cp) : block->char_class;
  }
  return classes;
}();

constexpr std::array<std::string_view, kCharClassCount> kNames = {
    "control",     "space",     "digit",    "letter",         "ascii mark", "C1",
    "Latin-1",     "Latin",     "modifier", "Greek",          "Cyrillic",   "letter",
    "symbol",      "box",       "kana",     "halfwidth kana", "hangul",     "bopomofo",
    "Han",         "rare Han",  "CJK mark", "fullwidth",      "emoji",      "private use",
    "replacement", "unassigned"};

}  // namespace

CharClass char_class(char32_t code_point) noexcept {
  constexpr char32_t kLastCodePoint = 0x10FFFF;
  if (code_point < kBasicPlane.size()) return kBasicPlane[code_point];
  if (code_point > kLastCodePoint) return unassigned;
  const auto* block = std::lower_bound(std::begin(kBlocks), std::end(kBlocks), code_point,
                                       [](const Block& b, char32_t cp) { return b.last < cp; });
  return block->char_class;
}

bool is_kana(char32_t code_point) noexcept {
  constexpr char32_t kMiddleDot = 0x30FB;
  constexpr char32_t kLongVowelMark = 0x30FC;
  if (code_point == kMiddleDot || code_point == kLongVowelMark) return false;
  const CharClass kind = char_class(code_point);
  return kind == kana || kind == halfwidth_kana;
}

std::string_view char_class_name(CharClass char_class) noexcept {
  return kNames[static_cast<std::size_t>(char_class)];
}

std::size_t count_class(std::u32string_view text, CharClass wanted) noexcept {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [&](char32_t cp) { return char_class(cp) == wanted; }));
}

std::size_t count_non_ascii(std::u32string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char32_t cp) { return cp >= 0x80; }));
}

int char_class_size(CharClass char_class) noexcept {
  switch (char_class) {
    case control:
    case c1:
      return 32;
    case space:
      return 4;
    case digit:
      return 10;
    case letter:
      return 52;
    case ascii_mark:
      return 32;
    case replacement:
      return 1;
    case han:
      return 14000;
    case han_ext:
      return 60000;
    case hangul:
      return 9000;
    case pua:
      return 6400;
    case other_letter:
    case unassigned:
      return 8000;
    case emoji:
    case symbol:
      return 1500;
    case latin1:
      return 96;
    case halfwidth_kana:
      return 63;
    default:
      return 250;
  }
}

bool is_never_healthy(char32_t cp) noexcept {
  switch (char_class(cp)) {
    case CharClass::c1:
    case CharClass::control:
    case CharClass::pua:
    case CharClass::replacement:
    case CharClass::unassigned:
      return true;
    default:
      return false;
  }
}

bool is_borrowed_letter(char32_t cp) noexcept {
  const auto is_among = [cp](char32_t first, char32_t last) { return cp >= first && cp <= last; };
  constexpr std::u32string_view kModifiers = U"ʰʲʷʼˀˈˌːˤ";
  const bool is_greek = is_among(0x391, 0x3C9) && cp != 0x3AA && cp != 0x3AB;  // without accents
  return cp <= 0x17F || is_among(0x1CD, 0x1DC) ||  // accented letters, tones of pinyin
         is_among(0x250, 0x2AF) || kModifiers.find(cp) != std::u32string_view::npos || is_greek ||
         is_among(0x410, 0x44F) || is_among(0x5D0, 0x5EA) || is_among(0x621, 0x64A);
}

}  // namespace fuyuan
