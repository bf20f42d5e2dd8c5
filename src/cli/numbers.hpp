#pragma once

#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace fuyuan::cli {

/// 1234567 as 1,234,567.
inline std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

}  // namespace fuyuan::cli
