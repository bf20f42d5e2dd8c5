#pragma once

#include <string>

#include "text/char_class.hpp"

namespace fuyuan {

/// Characters that UTF-8 tells apart by their last byte: so many are alike without it.
inline constexpr char32_t kAlikeWithoutLastByte = 64;

/// What is left of a character whose last byte of UTF-8 is lost.
constexpr char32_t without_last_byte(char32_t cp) noexcept { return cp / kAlikeWithoutLastByte; }

/// The hanzi of which `rest` is left then, ascending.
inline std::u32string hanzi_of_rest(char32_t rest) {
  std::u32string hanzi;
  const char32_t first = rest * kAlikeWithoutLastByte;
  for (char32_t cp = first; cp < first + kAlikeWithoutLastByte; ++cp) {
    if (is_han(cp)) hanzi.push_back(cp);
  }
  return hanzi;
}

}  // namespace fuyuan
