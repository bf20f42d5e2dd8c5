#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// What can be put right in a line by code points alone, once all other damage is undone: stray
/// byte-order marks, and characters written by an outdated or compatibility code point where that
/// is clearly an accident. Fullwidth letters and halfwidth kana are a matter of style, and stay.
/// `may_be_marked`: the line may begin with such a mark. `is_chinese`: the document is.
std::vector<LineSpan> repair_code_points(std::u32string_view line, bool may_be_marked,
                                         bool is_chinese, bool is_strict,
                                         const LanguageModel& model);

}  // namespace fuyuan
