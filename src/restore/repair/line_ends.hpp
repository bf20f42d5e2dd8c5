#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Tells a document whose longest lines were all cut at the same length, as database fields are.
/// The half of a character that is left at their ends looks like any lost byte, and what is guessed
/// for it, with nothing behind it to go by, is wrong in most cases.
class LineEnds {
 public:
  /// Whether a character is guessed at the very end of the line: elsewhere there is no doubt.
  static bool guesses_end(std::u32string_view line, const std::vector<LineSpan>& spans);

  /// A damaged line, and how it is repaired.
  void add(std::u32string_view line, const std::vector<LineSpan>& spans);

  /// Makes U+FFFD again of the hanzi inferred at the very end of a line that was cut, unless there
  /// is hardly a doubt about it.
  void doubt(std::u32string_view line, std::vector<LineSpan>& spans) const;

 private:
  /// Whether a line of so many bytes was cut: it is one of several of the greatest length, half of
  /// which lack their ends. The others were cut between two characters.
  bool is_cut(std::size_t bytes) const;

  struct Count {
    std::size_t lines = 0;
    std::size_t lost = 0;  ///< of those, without their last character
  };
  std::map<std::size_t, Count> counts_;  ///< by length in bytes, before the lines were misread
};

}  // namespace fuyuan
