#pragma once

#include <cstddef>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// Whether the ASCII character at `at` may be all that is left of a character of Big5, two in five
/// of which have an ASCII character as their second byte: it stands alone in other script, or a
/// question mark in the place of the first byte stands before it.
bool is_lone_trail(std::u32string_view symbols, std::size_t at);

/// Whether U+FFFD stands somewhere before ASCII that may be the second byte of a character in GBK.
bool has_marked_trail(std::u32string_view line);

}  // namespace fuyuan
