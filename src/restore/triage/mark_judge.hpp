#pragma once

#include <cstddef>
#include <string_view>

#include "restore/triage/lone_marks.hpp"
#include "restore/triage/question_mark_judge.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Finds out what a document's marks (`?`, U+FFFD) for bytes that could not be decoded stand for,
/// from what stands around them.
class MarkJudge {
 public:
  /// `habits`: of the document.
  explicit MarkJudge(const AsciiHabits& habits) : question_mark_judge_(habits) {}

  /// A line that looks broken, with so many question marks that touch other text. `found`: the
  /// marks of it.
  void add(std::u32string_view symbols, const LoneMarks& found, std::size_t question_marks);

  MarkHabit judge() const;

  /// Whether they are question marks, or those of early Java.
  bool may_swallow_ascii() const;

 private:
  void count_bytes(std::u32string_view symbols, const LoneMarks& found);

  QuestionMarkJudge question_mark_judge_;
  std::size_t euros_ = 0;  ///< that are bytes of misread text
  std::size_t question_marks_ = 0;
  std::size_t replacements_ = 0;
  /// U+FFFD in UTF-8 read as GBK that can stand for one byte only, by what is behind it.
  std::size_t for_one_byte_ = 0;
  std::size_t for_two_bytes_ = 0;
};

}  // namespace fuyuan
