#pragma once

#include <string_view>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

// Signs that somebody shows damage in text about broken text.

/// The span of `line` stands between quotation marks (of any kind, backticks, book-title marks) as
/// what somebody shows does. Those around the fields of records show nothing: see split_record.
bool is_quoted(std::u32string_view line, const LineSpan& span);

/// What the span stands for is written in the same line.
bool is_explained_beside(std::u32string_view line, const LineSpan& span, const ChannelKind& kind);

}  // namespace fuyuan
