#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Closes the gaps between spans of pairs read as other pairs, where a list of single characters
/// between the same ASCII goes on in them: `'箂', '滁', '禠', '把', '竩'`. What was misread is an
/// everyday character by chance, and the list tells that it was misread with the others.
void close_list_gaps(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
