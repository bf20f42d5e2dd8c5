#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Symbols of a span from one ASCII character to the next, and what they become.
struct SpanField {
  std::size_t begin = 0;  ///< in the line
  std::size_t end = 0;
  std::size_t at = 0;  ///< in what the span becomes
  std::u32string after;
};

/// The span cut at its ASCII characters; nothing where those are not the same in what it becomes.
std::vector<SpanField> cut_at_ascii(std::u32string_view line, const LineSpan& span);

/// The span without `kept`, which are fields of it in order, and without ASCII around them: a piece
/// between each two.
std::vector<LineSpan> without_fields(std::u32string_view line, const LineSpan& span,
                                     const std::vector<SpanField>& kept);

}  // namespace fuyuan
