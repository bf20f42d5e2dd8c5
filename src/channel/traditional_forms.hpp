#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// What a converter that goes character by character makes of Simplified text: the first
/// Traditional form that Big5 has, and nothing where the character itself is in use in Traditional
/// text.
std::u32string convert_by_character(std::u32string_view simplified);

}  // namespace fuyuan
