#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Closes a bracket that is open to the end of the line, `返回结果（没有时为空：</item>`, where one
/// sign behind it was guessed of which the same bytes are left as of the bracket that closes. Where
/// several were, nothing tells which one it is. Opens one that is closed in the same way.
void name_lost_brackets(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
