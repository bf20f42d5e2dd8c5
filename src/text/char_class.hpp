#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fuyuan {

/// What kind of character a code point is, as far as damage is concerned. Blocks follow Unicode 15;
/// finer distinctions (letter case, decomposition) do not matter here.
enum class CharClass : std::uint8_t {
  control,         ///< C0 controls but tab, line feed, carriage return
  space,           ///< tab, line ends, U+0020
  digit,           ///< 0–9
  letter,          ///< ASCII letters
  ascii_mark,      ///< other printable ASCII
  c1,              ///< U+0080–U+009F
  latin1,          ///< U+00A0–U+00FF
  latin_extended,  ///< U+0100–U+024F, U+1E00–U+1EFF
  modifier,        ///< IPA, modifier letters, combining marks
  greek,
  cyrillic,
  other_letter,  ///< Hebrew, Arabic, Thai, Devanagari and so on
  symbol,        ///< general punctuation, arrows, mathematics, shapes
  box,           ///< box drawing and block elements
  kana,
  halfwidth_kana,
  hangul,
  bopomofo,
  han,          ///< U+4E00–U+9FFF and U+3007
  han_ext,      ///< extensions, compatibility ideographs, radicals
  cjk_mark,     ///< CJK symbols and punctuation, enclosed and compatibility forms
  fullwidth,    ///< fullwidth ASCII and signs
  emoji,        ///< U+1F000 and up
  pua,          ///< private use, all three areas
  replacement,  ///< U+FFFD
  unassigned,   ///< surrogates, noncharacters and the rest
};

inline constexpr int kCharClassCount = static_cast<int>(CharClass::unassigned) + 1;

CharClass char_class(char32_t code_point) noexcept;

/// A short English name: "Han", "kana", …
std::string_view char_class_name(CharClass char_class) noexcept;

/// How many code points share the class, at least 1: the spread of an unseen character.
int char_class_size(CharClass char_class) noexcept;

inline constexpr char32_t kNoBreakSpace = 0xA0;

inline bool is_han(char32_t cp) noexcept { return (cp >= 0x4E00 && cp <= 0x9FFF) || cp == 0x3007; }
/// Marks of Chinese text, and fullwidth forms.
constexpr bool is_chinese_sign(CharClass kind) noexcept {
  return kind == CharClass::cjk_mark || kind == CharClass::fullwidth;
}
/// The same, and signs and frames of any text. Those of Latin-1 may be letters or bytes.
constexpr bool is_sign(CharClass kind) noexcept {
  return is_chinese_sign(kind) || kind == CharClass::symbol || kind == CharClass::box;
}
/// What Chinese text of either script is made of: Han, its marks, and fullwidth forms.
inline bool is_chinese_text(char32_t cp) noexcept {
  const CharClass kind = char_class(cp);
  return kind == CharClass::han || is_chinese_sign(kind);
}
/// Whether texts have it: no control C1, and neither private nor unassigned.
inline bool is_text_character(char32_t cp) noexcept {
  const CharClass kind = char_class(cp);
  return kind != CharClass::c1 && kind != CharClass::pua && kind != CharClass::unassigned;
}
/// Letters only: Chinese text takes the katakana middle dot and the long vowel mark for a dot and a
/// dash of its own.
bool is_kana(char32_t code_point) noexcept;
constexpr bool is_digit(char32_t cp) noexcept { return cp >= U'0' && cp <= U'9'; }
/// How many digits the text begins with.
inline std::size_t count_digits(std::u32string_view text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}
constexpr bool is_letter(char32_t cp) noexcept {
  return (cp >= U'a' && cp <= U'z') || (cp >= U'A' && cp <= U'Z');
}

/// The byte is a control that text has no use for: no tab, line end or form feed.
inline bool is_odd_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/// Code points, or raw bytes, outside ASCII.
std::size_t count_non_ascii(std::u32string_view text) noexcept;

/// Characters of that class.
std::size_t count_class(std::u32string_view text, CharClass wanted) noexcept;

/// Whether one of them stands beside `text[at]`.
inline bool touches_non_ascii(std::u32string_view text, std::size_t at) noexcept {
  return (at > 0 && text[at - 1] >= 0x80) || (at + 1 < text.size() && text[at + 1] >= 0x80);
}

/// Controls, private and unassigned characters, U+FFFD: what no healthy text has.
bool is_never_healthy(char32_t code_point) noexcept;

/// Letters that Chinese text borrows, ASCII included: of formulas, phonetics and pinyin, and of the
/// alphabets that it cites. Bytes of hanzi read as letters come to others as well before long.
bool is_borrowed_letter(char32_t code_point) noexcept;

}  // namespace fuyuan
