#pragma once

#include <cstddef>
#include <string_view>

#include "restore/triage/lone_marks.hpp"
#include "text/ascii_habits.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Finds out whether question marks that stand for bytes of UTF-8 read as GBK took the ASCII behind
/// those along, as Windows' do, or stand for single bytes, as those of strict decoders do. The text
/// is as it was misread, or was saved as GBK again: see LoneMark.
class QuestionMarkJudge {
 public:
  /// `habits`: of the document.
  explicit QuestionMarkJudge(const AsciiHabits& habits) : habits_(habits) {}

  /// A line with question marks in it. `found`: the marks of it.
  void add(std::u32string_view symbols, const LoneMarks& found);

  /// Whether there are marks of text that was saved as GBK again.
  bool are_resaved() const;

  /// How much likelier it is that they took ASCII along than that they did not, in nats.
  double weigh() const;

 private:
  const AsciiHabits& habits_;
  std::size_t resaved_ = 0;
  std::size_t out_of_step_ = 0;  ///< see LoneMarks
  double places_ = 0;            ///< what stands behind the marks, in nats
  std::size_t pairs_ = 0;        ///< see LoneMarks
  std::size_t lenient_ = 0;
};

}  // namespace fuyuan
