#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// Nats a character, without context, that what a glance calls healthy costs at most on average.
inline constexpr unsigned kHealthyNats = 8;

/// What a glance at a line of bytes tells.
struct Glance {
  bool healthy = false;  ///< nothing a closer look could object to; the counts below are complete
  std::size_t non_ascii = 0;
  std::size_t han = 0;
  std::size_t simplified_only = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
};

/// The fast way past healthy lines: one table look-up a character, no decoding, and no context but
/// where rare characters stand together, as in names. It calls nothing healthy that has a
/// Traditional character in it, or costs what misread text does; all else gets the closer look.
/// Thread-safe.
Glance glance(std::string_view line) noexcept;

}  // namespace fuyuan
