#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {

/// A mark (`?`, U+FFFD) in UTF-8 read as GBK that stands for the last byte of a hanzi, so that it
/// may have taken the ASCII character behind it along.
struct LoneMark {
  std::size_t at = 0;                  ///< in the line
  std::array<unsigned char, 2> known;  ///< the bytes before the lost one

  /// Whether the character is of those with the commonest punctuation, 。 and 、.
  bool may_be_stop() const { return known[0] == 0xE3 && known[1] == 0x80; }
};

/// Nothing where the line is not UTF-8 read as GBK.
std::optional<std::vector<LoneMark>> find_lone_marks(std::u32string_view symbols);

}  // namespace fuyuan
