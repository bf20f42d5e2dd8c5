#include "channel/blanked_bytes.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char kBlanked[] = {'\x85', '\xA0'};

/// Appends what the bytes may be, with either byte in the place of each space.
void list(std::string bytes, std::u32string& out) {
  const std::size_t space = bytes.find(' ');
  if (space == std::string::npos) {
    const Utf8Char decoded = read_utf8(bytes);
    if (decoded.length == bytes.size() && is_text_character(decoded.code_point))
      out.push_back(decoded.code_point);
    return;
  }
  for (const char byte : kBlanked) {
    bytes[space] = byte;
    list(bytes, out);
  }
}

}  // namespace

std::optional<BlankedBytes::Place> BlankedBytes::match(std::string_view text, std::size_t at) {
  const auto goes_on = [](char c) { return is_continuation(static_cast<unsigned char>(c)); };
  const std::size_t length = length_by_lead(static_cast<unsigned char>(text[at]));
  if (length == 0) return {};
  const std::string_view bytes = text.substr(at, length);
  if (bytes.size() < length || bytes.find(' ') == std::string_view::npos ||
      !std::all_of(bytes.begin() + 1, bytes.end(),
                   [&](char c) { return c == ' ' || goes_on(c); }) ||
      (at + length < text.size() && goes_on(text[at + length]))) {
    return {};
  }
  Place place{at + length, {}, bytes.back() == ' '};
  list(std::string(bytes), place.candidates);
  if (place.candidates.empty()) return {};
  return place;
}

std::string BlankedBytes::damage(std::string_view text, std::string_view habit,
                                 std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out(text);
  for (const char byte : kBlanked) std::replace(out.begin(), out.end(), byte, ' ');
  return out;
}

}  // namespace fuyuan
