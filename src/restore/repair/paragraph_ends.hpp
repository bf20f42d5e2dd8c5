#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Tells a document whose paragraphs were run together, as marks took the line ends between them
/// along: blanks, or what is never there, were guessed behind full stops, where its other full
/// stops have none.
class ParagraphEnds {
 public:
  /// A damaged line, and how it is repaired.
  void add(std::u32string_view line, const std::vector<LineSpan>& spans);

  /// Lines that are healthy, in UTF-8.
  void add_healthy(std::string_view text);

  /// How much likelier it is that those blanks were line ends, in nats; 0 if there are none.
  double weigh() const;

  /// Makes line ends of the blanks that were guessed in the line.
  static void put_back(std::u32string_view line, std::vector<LineSpan>& spans);

 private:
  std::size_t guessed_ = 0;       ///< blanks
  std::size_t out_of_place_ = 0;  ///< what else was guessed
  std::size_t shown_ = 0;         ///< blanks behind full stops of which no mark took any
};

}  // namespace fuyuan
