#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// How many of a document's pictographs have to be found, so that halves are believed.
inline constexpr std::size_t kPictographsToTell = 2;

/// Finds pictographs of UTF-8 that were read as GBK, in a line that need not be Chinese otherwise:
/// `馃殌 Starting` was `🚀 Starting`, and `鈿狅笍` a warning sign. Two or three hanzi are too little
/// for other channels to go by, but these are so rare that nothing is mistaken for them. So are
/// those of `鉁?done` and `this 鈥?that`, of which one byte is lost and the blank behind it: ✅ and
/// — are inferred in lines without other hanzi.
std::vector<LineSpan> find_misread_pictographs(std::u32string_view line);

}  // namespace fuyuan
