#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Names the month in dates that programs write, `一月 03, 2021 9:05:12` and `03-一月-2021`, where
/// both of its characters were inferred: nothing else stands there.
void name_lost_months(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
