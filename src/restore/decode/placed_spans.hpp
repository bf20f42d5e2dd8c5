#pragma once

#include <cstddef>

namespace fuyuan {

/// Calls `visit(span, begin)` with each span of a line and with where what it becomes begins in the
/// text that the line becomes by them. `visit` may change characters, and not how many there are.
template <typename Spans, typename Visit>
void for_each_placed(Spans& spans, Visit visit) {
  std::size_t begin = 0;  // in the text
  std::size_t end = 0;    // of the span before, in the line
  for (auto& span : spans) {
    begin += span.begin - end;
    visit(span, begin);
    begin += span.after.size();
    end = span.end;
  }
}

}  // namespace fuyuan
