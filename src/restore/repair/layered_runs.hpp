#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Hanzi that were letters, which were bytes.
struct LayeredRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string letters;
  std::u32string text;
  const Misread* below = nullptr;  ///< what the letters came of
};

/// Finds fields that were misread as Latin-1 and whose UTF-8 was then read as GBK, in a line that
/// is healthy otherwise: `标题：脟茂脤矛` was `标题：秋天`. All of their hanzi are of some hundred,
/// and come to letters, and those to common hanzi: four in a row do not by chance.
std::vector<LayeredRun> find_layered_runs(std::u32string_view line, const LanguageModel& model);

/// How many symbols may be of such runs.
std::size_t count_layered(std::u32string_view line);

}  // namespace fuyuan
