#pragma once

#include <string_view>
#include <vector>

#include "restore/plan.hpp"

namespace fuyuan {

/// Finds pictographs of UTF-8 that were read as GBK, in text that need not be Chinese otherwise:
/// `馃殌 Starting` was `🚀 Starting`, and `鈿狅笍` a warning sign. Two or three hanzi are too little
/// for other channels to go by, but these are so rare that nothing is mistaken for them. So are
/// those of `鉁?done` and `this 鈥?that`, of which one byte is lost and the blank behind it: ✅ and
/// — are inferred where there are several, in lines without other hanzi. `infer`: the least
/// probability for that. In the order of the text.
std::vector<Span> find_misread_pictographs(std::string_view text, double infer);

}  // namespace fuyuan
