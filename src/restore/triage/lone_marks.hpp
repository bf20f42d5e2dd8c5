#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {

/// A mark (`?`, U+FFFD) in UTF-8 read as GBK that stands for the last byte of a hanzi, so that it
/// may have taken the ASCII character behind it along. The text may have been saved as GBK again,
/// so that it is UTF-8 with `?` for such bytes: `E5 AF ?`, or `�?` where that was read as UTF-8.
struct LoneMark {
  std::size_t at = 0;                  ///< in the line
  std::array<unsigned char, 2> known;  ///< the bytes before the lost one; 0: not known

  /// Whether the character is of those with the commonest punctuation, 。 and 、.
  bool may_be_stop() const { return known[0] == 0xE3 && known[1] == 0x80; }
};

/// Nothing where the line is not UTF-8 read as GBK.
std::optional<std::vector<LoneMark>> find_lone_marks(std::u32string_view symbols);

/// The same of a line that was saved as GBK again.
struct ResavedMarks {
  std::vector<LoneMark> marks;
  /// Question marks that look like those, but stand where no byte was left over by the pairs of
  /// GBK: half of those do that came about otherwise.
  std::size_t out_of_step = 0;
};
ResavedMarks find_resaved_marks(std::u32string_view symbols);

}  // namespace fuyuan
