#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// How many bytes the branches take that `tree` draws before a name, `│   ├── `; 0: the line has
/// none. They are the program's own, however the name is misread, and no charset makes them by
/// chance.
std::size_t tree_prefix(std::string_view line);

}  // namespace fuyuan
