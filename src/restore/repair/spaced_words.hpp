#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Names what was lost of characters that stand apart from each other, as those of titles and
/// labels do: `个 人 简 历`, `姓  名：`. Each of them was misread with the blank behind it, so that
/// all lost their last byte, and to the models blanks are their neighbours. Without those they are
/// a word.
void name_spaced_words(std::u32string_view line, const LanguageModel& model,
                       std::vector<LineSpan>& spans);

}  // namespace fuyuan
