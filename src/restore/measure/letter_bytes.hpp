#pragma once

#include <cstddef>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// The byte that Windows-1252, or Latin-1 where it has nothing, has the symbol for, if that is not
/// ASCII; 0: none.
unsigned char letter_byte(Symbol symbol);

/// Calls `visit(begin, end)` with each longest row of such symbols in the line, as long as it
/// returns true. Returns whether it did.
template <typename Visit>
bool for_each_letter_run(std::u32string_view line, Visit visit) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (letter_byte(line[at]) == 0) continue;
    std::size_t end = at + 1;
    while (end < line.size() && letter_byte(line[end]) != 0) ++end;
    if (!visit(at, end)) return false;
    at = end;
  }
  return true;
}

}  // namespace fuyuan
