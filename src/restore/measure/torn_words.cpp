#include "restore/measure/torn_words.hpp"

#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// One letter in so many may touch Latin ones: endings are put to English abbreviations.
constexpr std::size_t kMostPerTouching = 4;

bool is_cyrillic(char32_t cp) { return char_class(cp) == CharClass::cyrillic; }

bool touches_letter(std::u32string_view text, std::size_t at) {
  return (at > 0 && is_letter(text[at - 1])) || (at + 1 < text.size() && is_letter(text[at + 1]));
}

}  // namespace

bool ends_in_letter(char32_t cp, const Charset& charset) {
  const EncodedChar encoded = charset.encode(cp);
  return encoded.length == 2 && is_letter(encoded.bytes[1]);
}

bool tears_words(std::u32string_view text, const Charset& charset) {
  std::size_t cyrillic = 0;
  std::size_t han = 0;
  std::size_t kana = 0;
  std::size_t swallowing = 0;
  std::size_t touching_cyrillic = 0;
  std::size_t touching_han = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < 0x80) continue;
    const std::size_t touching = touches_letter(text, at) ? 1 : 0;
    if (is_cyrillic(text[at])) {
      ++cyrillic;
      touching_cyrillic += touching;
    } else if (char_class(text[at]) == CharClass::kana) {
      ++kana;
    } else if (is_han(text[at])) {
      ++han;
      touching_han += touching;
      swallowing += ends_in_letter(text[at], charset) ? 1 : 0;
    }
  }
  return touching_cyrillic * kMostPerTouching > cyrillic ||
         (han > 0 && swallowing == han && kana == 0 && touching_han * 2 >= han);
}

bool may_be_accents(std::u32string_view symbols) {
  const auto is_raw_at = [&](std::size_t at) { return at < symbols.size() && is_raw(symbols[at]); };
  bool begins_word = false;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (!is_raw(symbols[at])) continue;
    if (is_raw_at(at + 1) || is_raw_at(at + 2)) return false;
    const bool is_before_letter = at + 1 < symbols.size() && is_letter(symbols[at + 1]);
    if (!is_before_letter && !touches_letter(symbols, at)) return false;
    begins_word = begins_word || is_before_letter;
  }
  return begins_word;
}

}  // namespace fuyuan
