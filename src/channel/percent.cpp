#include "channel/percent.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "channel/unicode_escapes.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

bool is_unreserved(unsigned char c, std::string_view marks) {
  return is_letter(c) || is_digit(c) ||
         (c < 0x80 && marks.find(static_cast<char>(c)) != std::string_view::npos);
}

/// JavaScript's `escape`: Latin-1 by its bytes, the rest by UTF-16 units.
std::string escape_script(std::string_view text) {
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const auto value = static_cast<std::uint32_t>(cp);
    if (cp < 0x80 && is_unreserved(static_cast<unsigned char>(cp), "@*_+-./")) {
      append_utf8(cp, out);
    } else if (cp < 0x100) {
      out += fmt::format("%{:02X}", value);
    } else if (cp < 0x10000) {
      out += fmt::format("%u{:04X}", value);
    } else {
      out += fmt::format("%u{:04X}%u{:04X}", 0xD7C0 + (value >> 10), 0xDC00 + (value & 0x3FF));
    }
  }
  return out;
}

bool is_address(std::string_view line) {
  const std::size_t query = line.find('?');
  return line.find("://") != std::string_view::npos || line.starts_with("/") ||
         (query != std::string_view::npos && line.find('=', query) != std::string_view::npos);
}

/// `http://…?q=a%26b`: who left `://` as it is did not escape that sign; the address did.
bool escapes_own_signs(std::string_view line) {
  constexpr std::string_view kSigns[] = {"%26", "%3D", "%3d", "%23", "%2B",
                                         "%2b", "%2F", "%2f", "%3F", "%3f"};
  return line.find("://") != std::string_view::npos &&
         std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view sign) {
           return line.find(sign) != std::string_view::npos;
         });
}

/// Whether the lines are addresses, and not text that has some in it.
bool are_addresses(std::string_view text) {
  constexpr std::size_t kLinesPerAddress = 3;
  std::size_t addresses = 0;
  std::size_t lines = 0;
  for (const Lines::Line& line : Lines(text)) {
    if (escapes_own_signs(line.bytes)) return true;
    lines += line.bytes.find('%') != std::string_view::npos ? 1 : 0;
    addresses += is_address(line.bytes) ? 1 : 0;
  }
  return addresses * kLinesPerAddress > lines;
}

}  // namespace

Percent::Unit Percent::read_byte(std::string_view text, std::size_t at) const {
  if (at >= text.size() || text[at] != '%') return {};
  const long value = read_hex(text, at + 1, 2);
  return value < 0 ? Unit{} : Unit{3, static_cast<unsigned char>(value)};
}

bool Percent::escapes_ascii(std::string_view text) const {
  // Within an address the signs `%26` and `&` mean different things.
  if (are_addresses(text)) return false;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const bool is_script = text.substr(at).starts_with("%u") && read_hex(text, at + 2, 4) >= 0;
    if (!is_script && read_byte(text, at).length == 0 && !is_cut(text, at, 3)) return false;
  }
  return text.find_first_of(" \t") == std::string_view::npos || is_consistent(text);
}

bool Percent::is_consistent(std::string_view text) const {
  std::string escaped;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const Unit unit = read_byte(text, at);
    if (unit.length != 0 && unit.byte > 0x20 && unit.byte < 0x7F && unit.byte != '%')
      escaped.push_back(static_cast<char>(unit.byte));
  }
  return !escaped.empty() && text.find_first_of(escaped) == std::string_view::npos;
}

EscapeHabits Percent::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits = ByteEscape::learn(text, is_whole);
  for (std::size_t at = text.find("%u"); at != std::string_view::npos;
       at = text.find("%u", at + 2)) {
    if (read_utf16_escape(text, at + 2, "%u").length == 0) continue;
    habits.charset = find_charset("iso-8859-1");
    return habits;
  }
  habits.plus_is_space = habits.escapes_ascii && text.find("%20") == std::string_view::npos &&
                         text.find(' ') == std::string_view::npos;
  return habits;
}

EscapeMatch Percent::match(std::string_view text, std::size_t at,
                           const EscapeHabits& habits) const {
  if (text[at] == '+') return habits.plus_is_space ? EscapeMatch{1, U" "} : EscapeMatch{};
  if (text.substr(at).starts_with("%u")) {
    EscapeMatch found = read_utf16_escape(text, at + 2, "%u");
    if (found.length != 0 && (found.text[0] >= 0x80 || habits.escapes_ascii)) {
      found.length += 2;
      return found;
    }
  }
  return ByteEscape::match(text, at, habits);
}

bool Percent::can_carry(std::string_view text, std::string_view habit) const {
  return habit == "script" || ByteEscape::can_carry(text, habit);
}

std::vector<std::string_view> Percent::habits() const {
  return {"utf8", "gbk", "form-utf8", "form-gbk", "script"};
}

std::string Percent::damage(std::string_view text, std::string_view habit,
                            std::mt19937_64& random) const {
  static_cast<void>(random);
  if (habit == "script") return escape_script(text);
  const bool is_form = habit.starts_with("form");
  std::string out;
  for (const char c : encode_text(charset_of_habit(habit), text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_form && c == ' ') {
      out.push_back('+');
    } else if (is_unreserved(byte, is_form ? "*-._" : "-_.!~*'()")) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

}  // namespace fuyuan
