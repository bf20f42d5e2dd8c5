#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Tells a document in which GBK was read as Windows-1252 and saved as GBK: see BestFit. What is
/// left may be read as some Chinese or other in any case; that it was just this is told by the
/// pairs of signs that few characters come to, if those make words.
class BestFitText {
 public:
  static constexpr double kEnough = 8;  ///< nats of evidence in a document

  explicit BestFitText(const LanguageModel& model) : model_(model) {}

  /// A line of the document as it is.
  void add(std::u32string_view line);

  /// Whether its letters and question marks are of the kind: a quick look.
  bool is_likely() const;

  /// Whether the line has such letters.
  static bool is_in(std::u32string_view line);

  /// Where such a line was saved and read as Windows-1252 once more: pairs of letters that are one
  /// of its signs each. Nothing where other pairs are among them.
  static std::vector<LineSpan> find_misread(std::u32string_view line);

  /// How much likelier what the span becomes is than characters by chance would be, in nats.
  double weigh(std::u32string_view line, const LineSpan& span) const;

 private:
  const LanguageModel& model_;
  std::size_t letters_ = 0;
  std::size_t other_letters_ = 0;   ///< that no such text has
  std::size_t question_marks_ = 0;  ///< beside the letters
};

}  // namespace fuyuan
