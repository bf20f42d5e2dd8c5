#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// How much of some bytes is UTF-8. For who reads them character by character, and wants to know
/// meanwhile; count_utf8 reads them for it alone.
struct Utf8Census {
  std::size_t whole = 0;  ///< characters of three bytes and more: those of two are there by chance
  std::size_t stray = 0;  ///< bytes that are part of no character
  /// There is U+FFFD of GB 18030 in it, or the Euro sign of GBK where UTF-8 has the byte 80: it was
  /// read and saved as that, and what is broken are pairs.
  bool has_marks = false;

  /// Counts what begins at `at`: a character of that many bytes, or, 0, a byte that is part of
  /// none.
  void add(std::string_view bytes, std::size_t at, std::size_t length) noexcept;

  /// Whether few places of it are broken, and all the rest is UTF-8.
  bool is_for_the_most_part() const {
    constexpr std::size_t kFew = 2;
    return whole >= kFew && whole > stray && !has_marks;
  }
};

Utf8Census count_utf8(std::string_view bytes) noexcept;

}  // namespace fuyuan
