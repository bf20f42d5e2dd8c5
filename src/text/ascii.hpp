#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace fuyuan {

inline bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// A space or a tab.
constexpr bool is_blank_ascii(char32_t c) noexcept { return c == U' ' || c == U'\t'; }

constexpr char to_lower_ascii(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// In small letters, as far as they are ASCII.
inline std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower_ascii(c);
  return out;
}

}  // namespace fuyuan
