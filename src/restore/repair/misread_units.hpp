#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds single signs of measures, and letters of foreign words, whose UTF-8 was read as GBK, in a
/// line that is healthy otherwise: `25掳C` was `25°C`, `5脳7` `5×7`, `ma帽ana` `mañana`. They
/// became one hanzi each, which is a word elsewhere: what stands on both sides of it has to tell.
std::vector<LineSpan> find_misread_units(std::u32string_view line);

/// Whether hanzi of UTF-8 text may be such signs: a quick look.
bool may_have_misread_units(std::string_view bytes);

/// Whether all that is not ASCII in the line is common hanzi, each by itself, which would become
/// signs where no signs stand: `6楼 Kevin` is no `6¥ Kevin`, however much else was misread.
bool stays_hanzi(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
