#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// The letter or sign of Windows-1252 that a raw byte is which stands alone beside ASCII: `25 m²`,
/// `© 2019`, `naïve`. Nothing beside hanzi, where half a character of UTF-8 is likelier.
std::optional<char32_t> read_latin_byte(std::u32string_view line, std::size_t at);

}  // namespace fuyuan
