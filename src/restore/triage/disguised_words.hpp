#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// The words of two hanzi to five that stand by themselves and would be words of everyday hanzi if
/// they were GBK read as Big5, while nobody writes them as they are: `測桶` for 代表. Among healthy
/// text they are too short to be sure of what is meant; but they are no Traditional Chinese.
std::vector<Stretch> find_disguised_words(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
