#include "restore/measure/repetition.hpp"

#include <algorithm>

namespace fuyuan {

std::size_t count_distinct(std::u32string symbols) {
  std::sort(symbols.begin(), symbols.end());
  return static_cast<std::size_t>(std::unique(symbols.begin(), symbols.end()) - symbols.begin());
}

std::u32string collapse_runs(std::u32string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i >= 2 && text[i] == text[i - 1] && text[i] == text[i - 2]) continue;
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace fuyuan
