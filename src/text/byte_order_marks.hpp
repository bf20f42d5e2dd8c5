#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace fuyuan {

// What a document may begin with to say which encoding it is in. That of UTF-8: see text/utf8.hpp.

/// The byte-order mark in GB 18030.
inline constexpr std::string_view kGb18030Mark = "\x84\x31\x95\x33";

/// An encoding in units of two or four bytes.
struct WideEncoding {
  std::string_view charset;
  std::string_view mark;
  std::size_t unit = 0;  ///< bytes
  bool is_little_endian = false;
};

/// In the order in which their marks are to be looked for: that of UTF-16 begins that of UTF-32.
inline constexpr std::array<WideEncoding, 4> kWideEncodings = {{
    {"utf-32le", {"\xFF\xFE\0\0", 4}, 4, true},
    {"utf-32be", {"\0\0\xFE\xFF", 4}, 4, false},
    {"utf-16le", "\xFF\xFE", 2, true},
    {"utf-16be", "\xFE\xFF", 2, false},
}};

/// The one whose mark the bytes begin with, or nullptr.
inline const WideEncoding* find_wide_mark(std::string_view bytes) noexcept {
  const auto* const found =
      std::find_if(kWideEncodings.begin(), kWideEncodings.end(),
                   [&](const WideEncoding& one) { return bytes.starts_with(one.mark); });
  return found == kWideEncodings.end() ? nullptr : found;
}

/// The one of that name, or nullptr.
inline const WideEncoding* find_wide_encoding(std::string_view charset) noexcept {
  const auto* const found =
      std::find_if(kWideEncodings.begin(), kWideEncodings.end(),
                   [&](const WideEncoding& one) { return one.charset == charset; });
  return found == kWideEncodings.end() ? nullptr : found;
}

}  // namespace fuyuan
