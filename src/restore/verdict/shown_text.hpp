#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Keeps broken text that a healthy document shows on purpose between quotation marks: a name
/// beside the right one, what code decodes, what code looks for. The evidence is in the text: the
/// right form stands between quotation marks in the same line, or close by where charsets are
/// spoken of; the code encodes the very text by the charset that it was misread in; the text is
/// looked for by a call, and mojibake is spoken of beside it. A document with other broken text is
/// broken itself, and shows nothing.
class ShownText {
 public:
  /// Lines of the document in which something may have been found.
  struct Line {
    std::size_t number = 0;  ///< from 1
    std::u32string_view symbols;
  };

  explicit ShownText(std::string_view document) : document_(document) {}

  /// Takes what is shown out of `found`, the spans of each of `lines`.
  void keep(const std::vector<Line>& lines, std::vector<std::vector<LineSpan>>& found) const;

 private:
  std::string_view document_;
};

}  // namespace fuyuan
