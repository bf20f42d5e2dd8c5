#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

/// The broken lines of a mixed document; the same lines, each restored by itself; the healthy lines
/// between.
inline constexpr std::array<std::string_view, 3> kMixedNames = {"mixed:together", "mixed:alone",
                                                                "mixed:healthy-lines"};

/// Documents in which every line is broken another way, with healthy lines between: each line
/// counts as a document. A score for each of kMixedNames. Where the restored document has another
/// number of lines, all of its lines count as wrong. `lines` are healthy; their order is that of
/// the documents.
std::vector<Score> measure_mixed(const std::vector<std::string>& lines, std::uint64_t seed);

}  // namespace fuyuan::eval
