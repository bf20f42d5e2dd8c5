#pragma once

#include <string_view>
#include <vector>

#include "channel/wrong_decoder.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

// What other programs did to text after it was misread as Latin-1 or Windows-1252.

/// Whether a line of Latin letters with accents went through compatibility normalization (NFKC): it
/// has `1⁄4` for ¼ or ` ́` for ´, and none of the characters that this does away with.
bool is_folded(std::u32string_view symbols);

/// Whether a line looks like UTF-8 read as Latin-1 whose C1 controls, half of all bytes, were
/// dropped: lead bytes, and nothing of 80–9F.
bool lacks_controls(std::u32string_view symbols);

/// The same where each of them became `?` or U+FFFD.
bool marks_controls(std::u32string_view symbols);

/// Appends the readings of what normalization made of one byte, at `observed.symbols[at]`: `2` for
/// ², `1⁄4` for ¼, μ for µ, `TM` for ™.
void read_folded(const Observed& observed, std::size_t at, std::vector<Reading>& out);

}  // namespace fuyuan
