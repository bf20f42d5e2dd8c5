#include "channel/unicode_escapes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// The escapes of JSON and of program text that stand for one ASCII character.
constexpr std::string_view kSimpleNames = "\"\\/bfnrt";
constexpr std::string_view kSimpleValues = "\"\\/\b\f\n\r\t";

constexpr std::size_t kLongestInBraces = 10;  ///< `\u{10FFFF}`

bool is_high_surrogate(long unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(long unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Reads the `\u` escape at `text[at]`, whatever it stands for.
EscapeMatch read_unicode_escape(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\\u{") || rest.starts_with("\\x{")) {
    const std::size_t close = rest.substr(0, kLongestInBraces).find('}');
    if (close == std::string_view::npos || close < 4) return {};
    const long value = read_hex(rest, 3, close - 3);
    if (value < 0 || value > 0x10FFFF || is_high_surrogate(value) || is_low_surrogate(value)) {
      return {};
    }
    return {close + 1, {static_cast<char32_t>(value)}};
  }
  if (rest.starts_with("\\U")) {
    const long value = read_hex(rest, 2, 8);
    if (value < 0 || value > 0x10FFFF) return {};
    return {10, {static_cast<char32_t>(value)}};
  }
  if (!rest.starts_with("\\u")) return {};
  EscapeMatch found = read_utf16_escape(text, at + 2, "\\u");
  if (found.length != 0) found.length += 2;
  return found;
}

EscapeMatch read_simple_escape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return {};
  const std::size_t which = kSimpleNames.find(text[at + 1]);
  if (which == std::string_view::npos) return {};
  return {2, {static_cast<unsigned char>(kSimpleValues[which])}};
}

/// Whether an escape begins at `at` that the text ends within: somebody cut it there.
bool is_cut(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest == "\\" ||
         ((rest.starts_with("\\u") || rest.starts_with("\\U") || rest.starts_with("\\x{")) &&
          rest.find_first_not_of("{0123456789ABCDEFabcdef", 2) == std::string_view::npos);
}

/// Whether the text reads as the inside of one string literal, its quotation marks allowed.
bool is_string_literal(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const bool has_lines = text.substr(0, last).find('\n') != std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"' && at != 0 && at != last) return false;
    if (text[at] != '\\') continue;
    EscapeMatch found = read_unicode_escape(text, at);
    if (found.length == 0) found = read_simple_escape(text, at);
    if (found.length == 0) return is_cut(text.substr(0, last + 1), at);
    // A literal that escapes its line ends has none in the clear: this is a path, `C:\\new`.
    if (found.text[0] == U'\n' && has_lines) return false;
    at += found.length - 1;
  }
  return true;
}

/// Whether the number at `text[at]` is one of RTF's, `\\u31532?`: signed, decimal, and before the
/// character that readers without Unicode show.
bool is_rtf_number(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostDigits = 5;  // 32767
  constexpr std::string_view kDigits = "0123456789";
  if (at < text.size() && text[at] == '-') ++at;
  const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
  if (end == at || end - at > kMostDigits) return false;
  const std::string_view behind = text.substr(end);
  return behind.starts_with("?") || behind.starts_with(" ?") || behind.starts_with("\\'");
}

/// Whether every escape of the text is one of RTF. JavaScript's have hexadecimal digits among them
/// before long, and others behind them.
bool is_rtf(std::string_view text) {
  if (text.starts_with("{\\rtf")) return true;
  std::size_t count = 0;
  for (std::size_t at = text.find("\\u"); at != std::string_view::npos;
       at = text.find("\\u", at + 2)) {
    if (!is_rtf_number(text, at + 2)) return false;
    ++count;
  }
  return count > 0;
}

}  // namespace

bool is_escaped_backslash(std::string_view text, std::size_t at) noexcept {
  // Nobody escapes a backslash so many times over: a longer row is a drawing, or a wall.
  constexpr std::size_t kMost = 64;
  std::size_t before = 0;
  while (before < at && text[at - before - 1] == '\\') {
    if (++before > kMost) return true;
  }
  return before % 2 == 1;
}

EscapeMatch read_utf16_escape(std::string_view text, std::size_t at, std::string_view prefix) {
  const long unit = read_hex(text, at, 4);
  if (unit < 0 || is_low_surrogate(unit)) return {};
  if (!is_high_surrogate(unit)) return {4, {static_cast<char32_t>(unit)}};
  if (!text.substr(at + 4).starts_with(prefix)) return {};
  const long low = read_hex(text, at + 4 + prefix.size(), 4);
  if (!is_low_surrogate(low)) return {};
  return {8 + prefix.size(),
          {static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))}};
}

EscapeHabits UnicodeEscapes::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  habits.is_rtf = is_rtf(text);
  habits.escapes_ascii = is_whole && !habits.is_rtf && is_string_literal(text);
  return habits;
}

EscapeMatch UnicodeEscapes::match(std::string_view text, std::size_t at,
                                  const EscapeHabits& habits) const {
  if (habits.is_rtf || is_escaped_backslash(text, at)) return {};
  EscapeMatch found = read_unicode_escape(text, at);
  if (found.length == 0 && habits.escapes_ascii) found = read_simple_escape(text, at);
  if (found.length != 0 && found.text[0] < 0x80 && !habits.escapes_ascii) return {};
  return found;
}

std::vector<std::string_view> UnicodeEscapes::habits() const {
  return {"json", "java", "python", "ecmascript", "perl"};
}

std::string UnicodeEscapes::damage(std::string_view text, std::string_view habit,
                                   std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const auto value = static_cast<std::uint32_t>(cp);
    const std::size_t simple =
        cp < 0x80 ? kSimpleValues.find(static_cast<char>(cp)) : std::string_view::npos;
    // native2ascii leaves ASCII alone; the slash may be escaped, but nobody does it.
    if (simple != std::string_view::npos && cp != U'/' && habit != "java") {
      out += fmt::format("\\{}", kSimpleNames[simple]);
    } else if (cp < 0x80) {
      append_utf8(cp, out);
    } else if (habit == "perl") {
      out += fmt::format("\\x{{{:04x}}}", value);
    } else if (cp > 0xFFFF && habit == "python") {
      out += fmt::format("\\U{:08x}", value);
    } else if (cp > 0xFFFF && habit == "ecmascript") {
      out += fmt::format("\\u{{{:x}}}", value);
    } else if (cp > 0xFFFF) {
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (value >> 10), 0xDC00 + (value & 0x3FF));
    } else if (habit == "java") {
      out += fmt::format("\\u{:04X}", value);
    } else {
      out += fmt::format("\\u{:04x}", value);
    }
  }
  return out;
}

}  // namespace fuyuan
