#pragma once

#include "restore/restorer.hpp"

namespace fuyuan {

/// Counts in the text that came out which characters the steps of its plan touched: each once,
/// however many steps it took.
Counts count_changes(const Restored& restored);

}  // namespace fuyuan
