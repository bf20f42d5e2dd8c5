#pragma once

#include <string>
#include <string_view>

#include <simdjson.h>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// Reads a plan: what Plan::to_json writes, or an object that holds it as "plan" (a line of a
/// report, the output of `explain --json`). Throws std::runtime_error where it is neither.
Plan read_plan(std::string_view json);

/// The same of a parsed array of steps; throws simdjson::simdjson_error, too.
Plan read_plan(simdjson::dom::array steps);

/// Undoes json_string's way of writing bytes that are not UTF-8, and U+F8FF itself: U+F8FF and the
/// byte as U+0080 to U+00FF.
std::string read_bytes(std::string_view text);

}  // namespace fuyuan::cli
