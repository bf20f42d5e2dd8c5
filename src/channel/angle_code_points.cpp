#include "channel/angle_code_points.hpp"

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kBegin = "<U+";

}  // namespace

EscapeMatch AngleCodePoints::match(std::string_view text, std::size_t at,
                                   const EscapeHabits& habits) const {
  static_cast<void>(habits);
  const std::string_view rest = text.substr(at);
  if (!rest.starts_with(kBegin)) return {};
  for (const std::size_t digits : {4, 8}) {
    const long value = read_hex(rest, kBegin.size(), digits);
    const std::size_t end = kBegin.size() + digits;
    if (value >= 0x80 && is_scalar_value(value) && rest.substr(end).starts_with('>'))
      return {end + 1, {static_cast<char32_t>(value)}};
  }
  return {};
}

std::string AngleCodePoints::damage(std::string_view text, std::string_view habit,
                                    std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const auto value = static_cast<std::uint32_t>(cp);
    if (cp < 0x80) {
      append_utf8(cp, out);
    } else if (cp < 0x10000) {
      out += fmt::format("<U+{:04X}>", value);
    } else {
      out += fmt::format("<U+{:08X}>", value);
    }
  }
  return out;
}

}  // namespace fuyuan
