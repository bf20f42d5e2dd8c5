#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// The letters and digits of `mp3` and their like that the text begins with, in small letters.
/// Empty where a name does not end behind them, or they are too many.
std::u32string read_extension(std::u32string_view text);

/// Whether many files have it.
bool is_common_extension(std::u32string_view extension);

}  // namespace fuyuan
