#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A note of a converted page in the bytes of a line, parentheses included.
struct RawNote {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The notes that stand inside of characters of a line of GBK which nobody has decoded yet: `D5 84
/// D5 (wù) 84 C4`, where the converter found 務 (84 D5). None unless they are readings of the pairs
/// before them, and the line is GBK from end to end without them: no other text has parentheses
/// where half a character is missing.
std::vector<RawNote> find_torn_raw_notes(std::string_view line);

}  // namespace fuyuan
