#include "cli/numbers.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace fuyuan::cli {

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::string percentage(double share) {
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  return fmt::format("{:.1f} %", std::clamp(share * 100, 0.1, 99.9));
}

std::string percentage(std::uint64_t part, std::uint64_t whole) {
  return percentage(whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole));
}

std::string duration(double milliseconds) {
  if (milliseconds < 1000) return fmt::format("{:.0f} ms", milliseconds);
  const double seconds = milliseconds / 1000;
  if (seconds < 60) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

std::string doubt_text(double characters) {
  if (characters >= 100) return grouped(static_cast<std::uint64_t>(std::llround(characters)));
  return fmt::format("{:.{}f}", characters, characters < 1 ? 2 : 1);
}

}  // namespace fuyuan::cli
