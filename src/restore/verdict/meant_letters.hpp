#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Takes letters and signs beside bytes that were read as such out of the spans, where they are
/// what they are. Rows of inverted question marks: Oracle writes one for each byte that it lost; as
/// bytes of GBK two of them are 靠, which nobody writes over and over. Letters within words of
/// ASCII, in spans of GBK that was read as single bytes: the `µ` of `mµt` would be a rare hanzi
/// with the `t`, in the middle of a word.
void keep_meant_letters(std::u32string_view line, std::vector<LineSpan>& spans,
                        const LanguageModel& model);

}  // namespace fuyuan
