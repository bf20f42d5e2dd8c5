#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/repair/closing_sign.hpp"

namespace fuyuan {

/// Names signs that lost their last byte where the model hardly knows and what stands around them
/// does: a label ends in a colon before its value, what is quoted ends in no comma, a sign of
/// comparison that the document has nowhere else is none, and between hanzi and a number × stands
/// rather than a letter with an accent. The model has seen little but sentences.
class LostSigns {
 public:
  /// A line of the document, with U+FFFD for whatever was inferred.
  void add(std::u32string_view known);

  /// Whether one of the guesses may be such a sign.
  static bool may_matter(const std::vector<LineSpan>& spans);

  void name(std::u32string_view line, std::vector<LineSpan>& spans) const;

 private:
  char32_t choose(std::u32string_view text, std::size_t at, const InferredCharacter& one) const;
  char32_t choose_for_label(std::u32string_view text, std::size_t at, char32_t best) const;
  SignCounts ending_signs_;  ///< at ends of strings
  std::size_t colons_ = 0;   ///< behind labels
  std::size_t commas_ = 0;   ///< where a label's colon would stand before its value
  std::size_t values_ = 0;   ///< lines of a label, a lost sign and a number with its unit
  bool compares_ = false;    ///< there is a sign of comparison of full width
};

}  // namespace fuyuan
