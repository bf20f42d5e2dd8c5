#pragma once

#include <optional>
#include <string_view>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// The rules, frames and branches that a line begins with, of UTF-8 that was read as GBK:
/// `鈹溾攢鈹€` is ├──. Nothing tells of box drawing but itself, whatever follows it, and whatever
/// bytes of it were lost to marks. Nothing where it is no more than a remnant or two.
std::optional<LineSpan> find_misread_boxes(std::u32string_view line);

}  // namespace fuyuan
