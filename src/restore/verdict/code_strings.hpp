#pragma once

#include <string_view>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Whether the span is all that stands between the quotation marks of an attribute in a tag,
/// `title="…"`, or of a string in code, `name = "…";` and `print("…")`: what is there was broken
/// like any other text, while quotation marks of prose show something on purpose.
bool is_string_of_code(std::u32string_view line, const LineSpan& span);

}  // namespace fuyuan
