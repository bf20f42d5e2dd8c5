#include "channel/wrong_decoder.hpp"

namespace fuyuan {

int WrongDecoder::peek(const Observed& observed, std::size_t at) const {
  if (at >= observed.symbols.size()) return -1;
  // Not through `read`, which would look at what follows in its turn.
  if (observed.symbols[at] == U'?') return '?';
  if (observed.symbols[at] == kReplacement) return -1;
  thread_local std::vector<Reading> readings;
  readings.clear();
  read(observed, at, readings);
  if (readings.empty() || readings[0].is_mark || is_set(readings[0].codes[0])) return -1;
  return readings[0].codes[0];
}

}  // namespace fuyuan
