#pragma once

#include <cstdint>
#include <string>

namespace fuyuan::cli {

/// 1234567 as 1,234,567.
std::string grouped(std::uint64_t number);

/// "12.3 %"; "100 %" and "0 %" are for all and nothing, whatever rounding would make of the rest.
std::string percentage(double share);
std::string percentage(std::uint64_t part, std::uint64_t whole);

/// "950 ms", "12.3 s", "5 min 20 s", "3 h 5 min".
std::string duration(double milliseconds);

/// A number of characters likely to be wrong, with a digit behind the point where that matters.
std::string doubt_text(double characters);

}  // namespace fuyuan::cli
