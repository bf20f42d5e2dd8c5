#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Names ideographic blanks that lost their last byte, which they share with 。 、 「 and 《: the
/// model has seen sentences, and no forms. A line begins with no mark that ends something, nor with
/// a bracket that nothing closes; and a line that is set apart with such blanks and is no sentence
/// has them before its numbers.
void name_lost_blanks(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
