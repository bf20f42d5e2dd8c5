#include "channel/byte_literals.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "channel/unicode_escapes.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kSimpleNames = "\"'\\abfnrtv";
constexpr std::string_view kSimpleValues = "\"'\\\a\b\f\n\r\t\v";

bool is_octal(char c) { return c >= '0' && c <= '7'; }

}  // namespace

ByteLiterals::Unit ByteLiterals::read_byte(std::string_view text, std::size_t at) const {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  if (rest.size() < 2 || rest[0] != '\\') return {};
  if (rest[1] == 'x') {
    const long value = read_hex(rest, 2, 2);
    return value < 0 ? Unit{} : Unit{4, static_cast<unsigned char>(value)};
  }
  if (rest.size() >= 4 && rest[1] <= '3' && is_octal(rest[1]) && is_octal(rest[2]) &&
      is_octal(rest[3])) {
    return {4,
            static_cast<unsigned char>((rest[1] - '0') * 64 + (rest[2] - '0') * 8 + rest[3] - '0')};
  }
  const std::size_t simple = kSimpleNames.find(rest[1]);
  if (simple == std::string_view::npos) return {};
  return {2, static_cast<unsigned char>(kSimpleValues[simple])};
}

bool ByteLiterals::escapes_ascii(std::string_view text) const {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos;) {
    const Unit unit = read_byte(text, at);
    if (unit.length == 0 && !is_cut(text, at, 4)) return false;
    at = text.find('\\', at + std::max<std::size_t>(unit.length, 1));
  }
  return true;
}

EscapeMatch ByteLiterals::match(std::string_view text, std::size_t at,
                                const EscapeHabits& habits) const {
  return is_escaped_backslash(text, at) ? EscapeMatch{} : ByteEscape::match(text, at, habits);
}

std::vector<std::string_view> ByteLiterals::habits() const {
  return {"hex", "hex-gbk", "octal", "octal-gbk"};
}

std::string ByteLiterals::damage(std::string_view text, std::string_view habit,
                                 std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string out;
  for (const char c : encode_text(charset_of_habit(habit), text)) {
    const auto byte = static_cast<unsigned char>(c);
    const std::size_t simple = kSimpleValues.find(c);
    // A quotation mark that is not the literal's own need not be escaped: Python's way.
    if (simple != std::string_view::npos && c != '\'' && (c != '"' || habit.starts_with("octal"))) {
      out += fmt::format("\\{}", kSimpleNames[simple]);
    } else if (byte >= 0x20 && byte < 0x7F) {
      out.push_back(c);
    } else if (habit.starts_with("octal")) {
      out += fmt::format("\\{:03o}", byte);
    } else {
      out += fmt::format("\\x{:02x}", byte);
    }
  }
  return out;
}

}  // namespace fuyuan
