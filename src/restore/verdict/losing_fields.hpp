#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Takes out of the spans what reads well as it stands and would lose bytes by being undone: a
/// field between ASCII, or a label in front of a colon. UTF-8 that was read as pairs is whole
/// between those, and comes to whole characters: the first word of `标题：盲禄艩` was never
/// misread.
void keep_losing_fields(std::u32string_view line, std::vector<LineSpan>& spans,
                        const LanguageModel& model);

}  // namespace fuyuan
