#pragma once

#include <string_view>

namespace fuyuan {

/// `- `, `//`, ` *` and all other signs of ASCII: lines of lists, comments and markup begin with
/// them.
bool begins_with_sign(std::u32string_view symbols) noexcept;

/// Those that items of lists and lines of comments begin with, and hardly anything else does.
bool begins_item(std::u32string_view symbols) noexcept;

}  // namespace fuyuan
