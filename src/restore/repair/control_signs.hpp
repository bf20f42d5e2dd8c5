#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds signs of Windows-1252 that were read as Latin-1, which has invisible controls for them:
/// `It’s` and `“word”` became `It` U+0092 `s` and so on. All controls of a line are such signs, and
/// stand where those do in text. Those beside letters of Latin-1 are bytes of another misread, and
/// stay, as does what somebody shows.
std::vector<LineSpan> find_control_signs(std::u32string_view line);

/// Whether the bytes may hold such controls: a quick look.
bool may_have_control_signs(std::string_view bytes);

}  // namespace fuyuan
