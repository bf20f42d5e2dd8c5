#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// Bytes of a line that are UTF-8 of letters and signs which were bytes of Chinese text.
struct MisreadRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  float price = 0;  ///< nats, of the text behind it
};

/// Finds them in a line that is not UTF-8 from end to end: as pairs of GBK the same bytes are
/// hanzi too, `氓庐聣` for `å®\x89`. What is behind them is UTF-8 or GBK that was read as
/// Windows-1252 or Latin-1, once or twice, and far likelier than those pairs. In order.
std::vector<MisreadRun> find_misread_runs(std::string_view line, const LanguageModel& model);

}  // namespace fuyuan
