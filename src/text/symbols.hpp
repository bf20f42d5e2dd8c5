#pragma once

#include <string_view>

namespace fuyuan {

/// Observed text is a row of symbols: code points, or raw bytes where a line is not valid UTF-8.
using Symbol = char32_t;

inline constexpr Symbol kRawByte = 0x80000000;

inline constexpr bool is_raw(Symbol symbol) noexcept { return (symbol & kRawByte) != 0; }
inline constexpr Symbol raw_symbol(unsigned char byte) noexcept { return kRawByte | byte; }
inline constexpr unsigned char raw_byte(Symbol symbol) noexcept {
  return static_cast<unsigned char>(symbol & 0xFF);
}

inline constexpr char32_t kReplacement = 0xFFFD;

/// A line of observed symbols and where it stands in its document.
struct Observed {
  std::u32string_view symbols;
  bool starts_document = false;
};

}  // namespace fuyuan
