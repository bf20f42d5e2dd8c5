#pragma once

#include <string_view>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan {

/// Whether the span made Traditional characters Simplified, which is no damage.
bool is_conversion(const Span& span);

/// Counts in the text that came out which characters the steps of its plan touched: each once,
/// however many steps it took.
Counts count_changes(const Restored& restored);

/// What their spans say in place of a channel.
inline constexpr std::string_view kMarkName = "inferred";

/// Spans of the text that came out which put ⟦ and ⟧ around the characters that its plan inferred.
std::vector<Span> mark_inferred(const Restored& restored);

}  // namespace fuyuan
