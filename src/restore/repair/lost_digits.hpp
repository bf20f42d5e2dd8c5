#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/repair/list_numbers.hpp"

namespace fuyuan {

/// The digit at `at`, where the rest of a telephone number stands behind it that the text
/// announces: `电话：�731-88881234` was 0731-88881234.
std::optional<DigitGuess> guess_telephone_digit(std::u32string_view text, std::size_t at);

/// The first digit of a number of which `rest` is left, with what stands behind it, by the unit:
/// `018年` was 2018年. Nothing where no digit is much likelier than the others.
std::optional<DigitGuess> guess_by_unit(std::u32string_view rest);

/// Whether digits are among what was lost: U+FFFD was inferred for them, see SwallowedAscii.
bool lacks_digits(std::span<const LineSpan> spans);

/// Names them, where it can: by their unit, or as numbers of `lists`, to which what the line
/// becomes by `spans` was added under that number.
void name_lost_digits(std::u32string_view line, std::size_t number, const ListNumbers& lists,
                      std::vector<LineSpan>& spans);

}  // namespace fuyuan
