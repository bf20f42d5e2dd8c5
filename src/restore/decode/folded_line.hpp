#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "channel/reading.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// `symbols` as a line that the channel misread, with what it went through afterwards if that was
/// as Latin-1.
Observed observe(const Misread& channel, std::u32string_view symbols);

/// Which reading of a symbol that normalization may have made: a byte where one is due, and of
/// several symbols rather than of the first of them.
std::size_t choose_folded(const std::vector<Reading>& readings, bool is_due);

}  // namespace fuyuan
