#include "channel/css_escapes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "channel/unicode_escapes.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kDigits = 4;
constexpr std::size_t kMostDigits = 6;
constexpr std::size_t kManyHanzi = 4;  ///< that are escaped: no path has as many in a document
// The dot of names, arrows, Roman numerals, dashes and so on, which hanzi have among them.
constexpr char32_t kFirstSign = 0xA1;
constexpr char32_t kLastSign = 0x27FF;

/// What Chinese text has beside ASCII: other code points are numbers in paths.
bool is_general_punctuation(char32_t cp) { return cp >= 0x2010 && cp <= 0x2026; }
bool is_expected(char32_t cp) { return is_chinese_text(cp) || is_general_punctuation(cp); }

/// Whether a hanzi is escaped at `text[at]`.
bool is_hanzi_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == '\\' && read_hex(text, at + 1, kDigits) >= 0x3000;
}

/// Whether hanzi or their marks are escaped right before or behind: 2014 is a year elsewhere.
bool is_beside_hanzi(std::string_view text, std::size_t begin, std::size_t end) {
  return is_hanzi_at(text, end) || (begin > kDigits && is_hanzi_at(text, begin - kDigits - 1)) ||
         (begin > kDigits + 1 && text[begin - 1] == ' ' && is_hanzi_at(text, begin - kDigits - 2));
}

}  // namespace

EscapeHabits CssEscapes::learn(std::string_view text, bool is_whole) const {
  static_cast<void>(is_whole);
  std::size_t hanzi = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos && hanzi < kManyHanzi;
       at = text.find('\\', at + 1)) {
    hanzi += is_hanzi_at(text, at) ? 1 : 0;
  }
  EscapeHabits habits;
  habits.escapes_hanzi = hanzi == kManyHanzi;
  return habits;
}

EscapeMatch CssEscapes::match(std::string_view text, std::size_t at,
                              const EscapeHabits& habits) const {
  if (is_escaped_backslash(text, at)) return {};
  std::size_t digits = 0;
  while (digits < kMostDigits && at + 1 + digits < text.size() &&
         hex_digit(text[at + 1 + digits]) >= 0) {
    ++digits;
  }
  if (digits < kDigits) return {};
  const auto code_point = static_cast<char32_t>(read_hex(text, at + 1, digits));
  const bool is_sign =
      is_general_punctuation(code_point) ||
      (habits.escapes_hanzi && code_point >= kFirstSign && code_point <= kLastSign);
  if (!is_expected(code_point) && !is_sign) return {};
  // The blank is part of the escape; it must be there where a digit would follow.
  const std::size_t end = at + 1 + digits;
  const bool has_blank = end < text.size() && text[end] == ' ';
  const std::size_t length = 1 + digits + (has_blank ? 1 : 0);
  const bool is_told =
      is_beside_hanzi(text, at, at + length) || (habits.escapes_hanzi && has_blank);
  return is_sign && !is_told ? EscapeMatch() : EscapeMatch{length, {code_point}};
}

bool CssEscapes::can_carry(std::string_view text, std::string_view habit) const {
  static_cast<void>(habit);
  const std::u32string characters = to_utf32(text);
  return std::all_of(characters.begin(), characters.end(),
                     [](char32_t cp) { return cp < 0x80 || is_expected(cp); });
}

std::string CssEscapes::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    if (cp < 0x80) {
      append_utf8(cp, out);
    } else {
      out += fmt::format("\\{:04X} ", static_cast<std::uint32_t>(cp));
    }
  }
  return out;
}

}  // namespace fuyuan
