#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace fuyuan {

/// For each symbol of a line, 1 where it is of a stretch that may be broken still, as the rarest
/// names may as well be: characters in a row that nobody writes together, with the question marks
/// among them. 2 where question marks and the cost leave no doubt. `costs`: see price.
std::vector<char> find_ruins(std::u32string_view symbols, std::span<const float> costs);

}  // namespace fuyuan
