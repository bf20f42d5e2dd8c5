#pragma once

#include <string_view>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// What a verdict says of a document, for a table: "damage undone, nothing lost".
std::string_view verdict_meaning(Verdict verdict);

}  // namespace fuyuan::cli
