#include "channel/angle_bytes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fuyuan {
namespace {

constexpr std::size_t kLength = 4;

/// The byte written at `text[at]`, or -1. ASCII is never written so.
long read_one(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()), kLength);
  if (rest.size() < kLength || rest[0] != '<' || rest[3] != '>') return -1;
  const long value = read_hex(rest, 1, 2);
  return value < 0x80 ? -1 : value;
}

/// Whether another byte is written in the same run, not too far away.
bool is_among_others(std::string_view text, std::size_t at, long value) {
  constexpr std::size_t kFarthest = 8;
  long other = value;
  for (std::size_t i = 1; i <= kFarthest && other == value; ++i)
    other = read_one(text, at + i * kLength);
  if (other >= 0 && other != value) return true;
  other = value;
  for (std::size_t i = 1; i <= kFarthest && i * kLength <= at && other == value; ++i)
    other = read_one(text, at - i * kLength);
  return other >= 0 && other != value;
}

}  // namespace

AngleBytes::Unit AngleBytes::read_byte(std::string_view text, std::size_t at) const {
  const long value = read_one(text, at);
  if (value < 0) return {};
  // A list of definitions may have empty ones: `<dd><dd>`.
  return is_among_others(text, at, value) ? Unit{kLength, static_cast<unsigned char>(value)}
                                          : Unit{};
}

bool AngleBytes::escapes_ascii(std::string_view text) const {
  static_cast<void>(text);
  return false;
}

std::string AngleBytes::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string out;
  for (const char c : encode_text(charset_of_habit(habit), text)) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x80 ? std::string(1, c) : fmt::format("<{:02x}>", byte);
  }
  return out;
}

}  // namespace fuyuan
