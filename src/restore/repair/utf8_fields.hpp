#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds fields of a line that were UTF-8 and were read as Windows-1252, where others of the same
/// line were damaged in another way: `æ‘å` beside `·¢ËÍ¶ÌÐÅ`. One channel for all of the line would
/// make something of both. Each field is whole, and common hanzi; no other bytes come to that.
std::vector<LineSpan> find_utf8_fields(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
