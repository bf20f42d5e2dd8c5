#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Tells a document whose paragraphs were run together, as marks took the line ends between them
/// along: a blank was guessed behind full stops, where its other full stops have none.
class ParagraphEnds {
 public:
  /// Whether a blank was guessed behind a full stop.
  static bool guesses_blank(std::u32string_view line, const std::vector<LineSpan>& spans);

  /// A damaged line, and how it is repaired.
  void add(std::u32string_view line, const std::vector<LineSpan>& spans);

  /// Lines that are healthy, in UTF-8.
  void add_healthy(std::string_view text);

  /// How much likelier it is that those blanks were line ends, in nats.
  double weigh() const;

  /// How many there were.
  std::size_t count() const { return guessed_ - std::min(guessed_, shown_); }

 private:
  std::size_t guessed_ = 0;
  std::size_t shown_ = 0;  ///< blanks behind full stops of which no mark took any
};

}  // namespace fuyuan
