#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// How many digits the Chinese area code has, without its first 0, that the number is which the
/// text begins with: 2 or 3; 0 where that is none. The codes of three digits are 010 and 02x, the
/// others have four and begin with 03 to 09.
std::size_t area_code_without_zero(std::u32string_view text);

}  // namespace fuyuan
