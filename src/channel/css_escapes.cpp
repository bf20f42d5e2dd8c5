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

/// What Chinese text has beside ASCII: other code points are numbers in paths.
bool is_mark(char32_t cp) { return cp >= 0x2010 && cp <= 0x2026; }
bool is_expected(char32_t cp) { return is_chinese_text(cp) || is_mark(cp); }

/// Whether hanzi or their marks are escaped right before or behind: 2014 is a year elsewhere.
bool is_beside_hanzi(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_hanzi = [&](std::size_t at) {
    return at < text.size() && text[at] == '\\' && read_hex(text, at + 1, kDigits) >= 0x3000;
  };
  return is_hanzi(end) || (begin > kDigits && is_hanzi(begin - kDigits - 1)) ||
         (begin > kDigits + 1 && text[begin - 1] == ' ' && is_hanzi(begin - kDigits - 2));
}

}  // namespace

EscapeHabits CssEscapes::learn(std::string_view text, bool is_whole) const {
  static_cast<void>(text);
  static_cast<void>(is_whole);
  return {};
}

EscapeMatch CssEscapes::match(std::string_view text, std::size_t at,
                              const EscapeHabits& habits) const {
  static_cast<void>(habits);
  if (is_escaped_backslash(text, at)) return {};
  std::size_t digits = 0;
  while (digits < kMostDigits && at + 1 + digits < text.size() &&
         hex_digit(text[at + 1 + digits]) >= 0) {
    ++digits;
  }
  if (digits < kDigits) return {};
  const auto code_point = static_cast<char32_t>(read_hex(text, at + 1, digits));
  if (!is_expected(code_point)) return {};
  // The blank is part of the escape; it must be there where a digit would follow.
  const std::size_t end = at + 1 + digits;
  const bool has_blank = end < text.size() && text[end] == ' ';
  const std::size_t length = 1 + digits + (has_blank ? 1 : 0);
  if (is_mark(code_point) && !is_beside_hanzi(text, at, at + length)) return {};
  return {length, {code_point}};
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
