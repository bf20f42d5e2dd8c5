#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "restore/line_span.hpp"

namespace fuyuan {

struct DigitGuess {
  char32_t digit;
  double share;  ///< of such numbers that have it there
};

/// The digit lost at `at`, the first of a number: by what is left of it and its unit (`�018年` is
/// 2018年), or by the numbers of a list (`（1）…（�）…（3）`). Nothing where no digit is much
/// likelier than others, as in most numbers.
std::optional<DigitGuess> guess_digit(std::u32string_view text, std::size_t at);

/// Names the digits for which U+FFFD was inferred (see SwallowedAscii), where it can.
void name_lost_digits(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
