#include "channel/split_lines.hpp"

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr unsigned char kNextLine = 0x85;

/// In UTF-8, the Latin-1 characters that were bytes: those that begin three, and those that follow.
bool is_lead(std::string_view text) {
  return text.size() == 2 && text[0] == '\xC3' && static_cast<unsigned char>(text[1]) >= 0xA2 &&
         static_cast<unsigned char>(text[1]) <= 0xAF;
}
bool is_continuation(std::string_view text) { return text.size() == 2 && text[0] == '\xC2'; }

}  // namespace

SplitLines::Place SplitLines::place_of(std::string_view text, std::size_t at) {
  const std::string_view after = text.substr(at + 1, 2);
  std::size_t end = at;
  if (end > 0 && text[end - 1] == '\r') --end;
  const auto before = [&](std::size_t characters) {
    return end < 2 * characters ? std::string_view() : text.substr(end - 2 * characters, 2);
  };
  // 充 is a lead byte and two of these.
  if (is_lead(before(1))) {
    return is_continuation(after) || after.starts_with('\n') ? Place::within_character
                                                             : Place::line_end;
  }
  if (at > 0 && text[at - 1] == '\n' && at > 2 && is_lead(text.substr(at - 3, 2)))
    return Place::within_character;
  // It was the last byte of three.
  return is_continuation(before(1)) && is_lead(before(2)) ? Place::before_last_byte
                                                          : Place::line_end;
}

std::string SplitLines::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(byte == kNextLine ? U'\n' : byte, out);
  }
  return out;
}

}  // namespace fuyuan
