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

}  // namespace

AngleBytes::Unit AngleBytes::read_byte(std::string_view text, std::size_t at) const {
  const long value = read_one(text, at);
  if (value < 0) return {};
  const long next = read_one(text, at + kLength);
  const long last = at < kLength ? -1 : read_one(text, at - kLength);
  // A list of definitions may have empty ones: `<dd><dd>`.
  const bool has_other = (next >= 0 && next != value) || (last >= 0 && last != value);
  return has_other ? Unit{kLength, static_cast<unsigned char>(value)} : Unit{};
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
