#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Probability of what was lost where raw UTF-8 was cut: below it more is wrong than right.
inline constexpr double kLeastOfRawUtf8 = 0.6;

/// Weighs again what was inferred of characters that a line of raw UTF-8 was cut in, at its end or
/// its beginning. A lattice takes the end of a line for the end of a text, which goes on where a
/// field is too short, or a log is cut: its probabilities are too high there. What is too unsure
/// then becomes U+FFFD.
void weigh_cut_ends(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
