#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A note of a converted page that another program rewrote afterwards.
struct ReshapedNote {
  enum class Shape : std::uint8_t {
    behind_blank,  ///< 當 (dāng)前
    spaced,        ///< 當 (dāng) 前, as programs do that part Chinese from other letters
    brackets,      ///< 當[dāng]前, 當【dāng】前
  };

  std::size_t begin = 0;  ///< symbols of the line
  std::size_t end = 0;
  Shape shape = Shape::behind_blank;
  std::u32string after;      ///< as the converter wrote it
  bool is_telling = false;   ///< of what a converter writes and everybody can read, within text
  bool is_teaching = false;  ///< of what no converter touches
  bool is_torn = false;      ///< in the middle of a character
};

/// The notes of a line that are not as a converter writes them, those included of which it
/// swallowed the first parenthesis; in order.
std::vector<ReshapedNote> find_reshaped_notes(std::u32string_view line);

}  // namespace fuyuan
