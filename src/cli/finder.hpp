#pragma once

#include <string_view>
#include <vector>

#include "cli/finding.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// What is to be said of a document: the repairs in `restored`, each at its place in `observed`,
/// and the lines that look broken and found no explanation, in order. Lines that say
/// `fuyuan:ignore`, and those after one that says `fuyuan:ignore-next-line`, are passed over. A
/// document that is in a legacy charset throughout is one finding; a byte-order mark is none.
/// `finds_escapes`: text that is only escaped counts.
std::vector<Finding> find_damage(std::string_view observed, const Restored& restored,
                                 bool finds_escapes);

/// Whether there are zeros near the beginning, as git asks, and it is no UTF-16 or UTF-32 either,
/// not even in part: not worth restoring.
bool is_binary_to_git(std::string_view observed);

}  // namespace fuyuan::cli
