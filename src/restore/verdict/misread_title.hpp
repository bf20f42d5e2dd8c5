#pragma once

#include <string_view>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// All of a title between 《 and 》 was misread, without loss and long enough to be certain: those
/// marks name works, and seldom show what broken text looks like: `显示成《…》` does.
bool is_misread_title(std::u32string_view line, const LineSpan& span);

}  // namespace fuyuan
