#pragma once

#include <string_view>
#include <vector>

#include "channel/reading.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

// What other programs did to text after it was misread as Latin-1 or Windows-1252.

/// Whether a line of Latin letters with accents went through compatibility normalization (NFKC): it
/// has `1⁄4` for ¼ or ` ́` for ´, and none of the characters that this does away with.
bool is_folded(std::u32string_view symbols);

/// What became of 80–9F in a line that looks like UTF-8 read as Latin-1: lead bytes, and nothing of
/// 80–9F, which a line this long would have.
Controls find_controls(std::u32string_view symbols);

/// Whether bytes misread as Latin-1 or Windows-1252 lost the difference between capitals and small
/// letters, of which they have as many: search engines, file systems and headings fold case.
LetterCase find_letter_case(std::u32string_view symbols);
/// The same for a line of a document whose letters, taken together, are of that case: the few of a
/// title are enough.
LetterCase find_letter_case(std::u32string_view symbols, LetterCase of_document);

/// Puts in `out` the readings of a letter, or of `SS`, at `observed.symbols[at]`, in a line whose
/// `letter_case` is not mixed. Leaves `out` as it is where the symbol is none.
void read_cased(const Observed& observed, std::size_t at, std::vector<Reading>& out);

/// Appends the readings of what normalization made of one byte, at `observed.symbols[at]`: `2` for
/// ², `1⁄4` for ¼, μ for µ, `TM` for ™.
void read_folded(const Observed& observed, std::size_t at, std::vector<Reading>& out);

}  // namespace fuyuan
