#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

// Letters and signs beside bytes that were read as such, which are what they are.

/// Takes rows of inverted question marks out of the spans: Oracle writes one for each byte that it
/// lost. As bytes of GBK two of them are 靠, which nobody writes over and over.
void keep_rows_of_marks(std::u32string_view line, std::vector<LineSpan>& spans);

/// Takes letters within words of ASCII out of spans of GBK that was read as single bytes: the `µ`
/// of `mµt` would be a rare hanzi with the `t`, in the middle of a word.
void keep_letters_of_words(std::u32string_view line, std::vector<LineSpan>& spans,
                           const LanguageModel& model);

}  // namespace fuyuan
