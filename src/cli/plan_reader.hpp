#pragma once

#include <string_view>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// Reads a plan: what Plan::to_json writes, or an object that holds it as "plan" (a line of a
/// report, the output of `explain --json`). Throws std::runtime_error where it is neither.
Plan read_plan(std::string_view json);

}  // namespace fuyuan::cli
