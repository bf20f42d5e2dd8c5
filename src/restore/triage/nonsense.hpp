#pragma once

#include <span>
#include <string_view>

namespace fuyuan {

/// Whether a line, or a good part of it, is plainly no text of any language: characters in a row
/// that nobody writes together, letters of several scripts in one word, Latin letters and signs by
/// turns, more question marks than letters. Lists of rare characters and names, tables, formulas
/// and emoticons are none of these. `costs`: see price.
bool is_nonsense(std::u32string_view line, std::span<const float> costs);

}  // namespace fuyuan
