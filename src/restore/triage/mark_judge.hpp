#pragma once

#include <cstddef>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// Finds out what a document's marks (`?`, U+FFFD) for bytes that could not be decoded stand for,
/// from what stands around them.
class MarkJudge {
 public:
  /// A line that looks broken, with so many question marks that touch other text. `may_be_alone`:
  /// a mark at its end may be that of one byte alone. Where blank lines stand between paragraphs,
  /// it is only if there is one behind it: else that was swallowed.
  void add(std::u32string_view symbols, std::size_t question_marks, bool may_be_alone);

  MarkHabit judge() const;

  /// Whether marks may stand for line ends as well, in UTF-8 read as GBK: those of early Java and
  /// of PHP do.
  bool swallows_line_ends() const;

 private:
  /// Returns whether the line ends in the mark of a single byte.
  bool add_as_gbk(std::u32string_view symbols);

  std::size_t lines_ = 0;         ///< that do not end in ASCII
  std::size_t marked_lines_ = 0;  ///< that have marks in them
  std::size_t alone_at_end_ = 0;  ///< lines whose last mark stands for one byte only
  std::size_t euros_ = 0;
  std::size_t question_marks_ = 0;
  std::size_t replacements_ = 0;
  /// U+FFFD that can stand for one byte only, if it was UTF-8 read as GBK.
  std::size_t for_one_byte_ = 0;
  std::size_t for_two_bytes_ = 0;
};

}  // namespace fuyuan
