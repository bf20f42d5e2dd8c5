#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fuyuan {

// A hundred times the same is not a hundred pieces of evidence.

std::size_t count_distinct(std::u32string symbols);

/// Runs of one symbol, such as rules and blanks to be filled in, count as two of it.
std::u32string collapse_runs(std::u32string_view text);

}  // namespace fuyuan
