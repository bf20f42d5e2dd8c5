#include "text/area_code.hpp"

#include "text/char_class.hpp"

namespace fuyuan {

std::size_t area_code_without_zero(std::u32string_view text) {
  constexpr std::size_t kOfShortCode = 2;
  constexpr std::size_t kOfLongCode = 3;
  const std::size_t digits = count_digits(text);
  const bool is_short = digits == kOfShortCode && (text[0] == U'2' || text.starts_with(U"10"));
  const bool is_long = digits == kOfLongCode && text[0] >= U'3';
  return is_short || is_long ? digits : 0;
}

}  // namespace fuyuan
