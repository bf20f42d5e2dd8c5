#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fuyuan::eval {

/// Edit distance in code points.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

/// For each code point of `a`, whether a best alignment with `b` matches it.
std::vector<bool> aligned(std::u32string_view a, std::u32string_view b);

}  // namespace fuyuan::eval
