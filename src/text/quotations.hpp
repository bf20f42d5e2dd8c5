#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// Calls `visit(begin, end)` for each stretch of the line that stands between quotation marks or
/// brackets, the outermost ones, without those. What is not closed is none.
template <typename Visit>
void for_each_quotation(std::u32string_view line, const Visit& visit) {
  constexpr std::u32string_view kOpening = U"「『《〈“‘（(【";
  constexpr std::u32string_view kClosing = U"」』》〉”’）)】";
  std::size_t open = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (kOpening.find(line[at]) != std::u32string_view::npos) {
      if (open++ == 0) begin = at + 1;
    } else if (open > 0 && kClosing.find(line[at]) != std::u32string_view::npos) {
      if (--open == 0) visit(begin, at);
    }
  }
}

}  // namespace fuyuan
