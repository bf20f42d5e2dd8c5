#pragma once

#include <array>
#include <cstddef>
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

/// Those of a line.
struct LoneMarks {
  std::vector<LoneMark> marks;  ///< in order
  /// The line is UTF-8 read as GBK. Otherwise its marks are of text that was saved as GBK again.
  bool is_misread = false;
  /// Question marks that look like those of text that was saved again, but stand where no byte was
  /// left over by the pairs of GBK: half of those do that came about otherwise.
  std::size_t out_of_step = 0;
  /// Two question marks for the two bytes that a character lacks: they were marked one by one.
  std::size_t doubled = 0;
  std::size_t pairs = 0;    ///< of GBK: of what the line was misread as, or saved again as
  std::size_t lenient = 0;  ///< of those, such as a strict decoder marks
};
LoneMarks find_lone_marks(std::u32string_view symbols);

}  // namespace fuyuan
