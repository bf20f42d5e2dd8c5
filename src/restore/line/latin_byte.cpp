#include "restore/line/latin_byte.hpp"

#include <algorithm>
#include <string_view>

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Signs that stand behind what they are said of, before it, and between.
constexpr std::u32string_view kBehind = U"®™°²³¹ªº»’”…›";
constexpr std::u32string_view kBefore = U"©§µ£¥€±¶¡¿«‘“‹¢";
constexpr std::u32string_view kBetween = U"×÷±·¼½¾–—’…•";

constexpr bool has(std::u32string_view set, char32_t cp) {
  return set.find(cp) != std::u32string_view::npos;
}

bool is_word(Symbol symbol) { return is_letter(symbol) || is_digit(symbol); }

char32_t decode(Symbol symbol) {
  static const Charset& latin = *find_charset("windows-1252");
  const unsigned char byte = raw_byte(symbol);
  const DecodedChar decoded = latin.decode({&byte, 1});
  return decoded.length == 0 ? 0 : decoded.code_point;
}

/// Whether the line, of UTF-8 otherwise, may have been cut within a character that begins there.
bool may_be_cut(std::u32string_view line, std::size_t at) {
  const std::size_t length = length_by_lead(raw_byte(line[at]));
  if (at + 1 < line.size() || length < 2) return false;
  const auto has_any = [&](bool (*is_it)(Symbol)) {
    return std::any_of(line.begin(), line.end(), is_it);
  };
  // `caf\xE9`, but not `API\xE7`; Latin letters of UTF-8 begin with other bytes.
  const bool ends_word = at > 0 && line[at - 1] >= U'a' && line[at - 1] <= U'z';
  if (length > 2) return !ends_word && has_any([](Symbol symbol) { return is_han(symbol); });
  return has_any([](Symbol symbol) { return symbol >= 0x80 && !is_raw(symbol); });
}

}  // namespace

std::optional<char32_t> read_latin_byte(std::u32string_view line, std::size_t at) {
  const auto symbol_at = [&](std::size_t i) { return i < line.size() ? line[i] : U'\n'; };
  const Symbol before = at == 0 ? U'\n' : line[at - 1];
  const Symbol after = symbol_at(at + 1);
  if (is_raw(before) || is_raw(after)) return {};
  const char32_t cp = decode(line[at]);
  if (cp == 0 || char_class(cp) == CharClass::c1 || may_be_cut(line, at)) return {};
  const bool is_letter_of_latin =
      has(U"ŠŒŽšœžŸƒ", cp) || (cp >= 0xC0 && !has(U"×÷", cp) && cp <= 0xFF);
  if (is_letter_of_latin) {
    // `voilà`, and `déjà à Paris`.
    const bool is_word_itself = before == U' ' && after == U' ' && at > 1 &&
                                is_letter(line[at - 2]) && is_letter(symbol_at(at + 2));
    const bool is_in_word = is_letter(before) || is_letter(after);
    if (is_word_itself || (is_in_word && !is_han(before) && !is_han(after))) return cp;
    return {};
  }
  const bool is_after_blank = before < 0x80 && !is_word(before);
  const bool is_before_blank = after < 0x80 && !is_word(after);
  const Symbol next = after == U' ' ? symbol_at(at + 2) : after;
  const bool is_degree = cp == U'°' && (after == U'C' || after == U'F') && before < 0x80;
  if (is_degree || (has(kBehind, cp) && is_word(before))) return cp;
  if (has(kBefore, cp) && is_word(next) && (is_after_blank || is_digit(next) || is_word(before)))
    return cp;
  if (has(kBetween, cp) && before < 0x80 && after < 0x80 && (is_word(before) || is_after_blank) &&
      (is_word(after) || is_before_blank)) {
    return cp;
  }
  return {};
}

}  // namespace fuyuan
