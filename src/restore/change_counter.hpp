#pragma once

#include "restore/restorer.hpp"

namespace fuyuan {

/// Whether the span made Traditional characters Simplified, which is no damage.
bool is_conversion(const Span& span);

/// Counts in the text that came out which characters the steps of its plan touched: each once,
/// however many steps it took.
Counts count_changes(const Restored& restored);

}  // namespace fuyuan
