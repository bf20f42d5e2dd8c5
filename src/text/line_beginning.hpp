#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// `- `, `//`, ` *` and all other signs of ASCII: lines of lists, comments and markup begin with
/// them.
bool begins_with_sign(std::u32string_view symbols) noexcept;

/// Those that items of lists and lines of comments begin with, and hardly anything else does.
bool begins_item(std::u32string_view symbols) noexcept;

/// Whether the mark at `at` is what is left of the first character that is not ASCII, after another
/// symbol, of a line or a string that goes on: where that was a sign, it was a bullet.
bool is_behind_bullet(std::u32string_view symbols, std::size_t at) noexcept;

}  // namespace fuyuan
