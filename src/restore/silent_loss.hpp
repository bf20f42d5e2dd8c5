#pragma once

#include "restore/restorer.hpp"

namespace fuyuan {

/// Whether characters vanished without a mark: what came back ought to hold some that the wrong
/// charset has nothing for, or private characters only, and holds none. (iconv -c drops them.)
bool has_silent_loss(const Plan& plan);

}  // namespace fuyuan
