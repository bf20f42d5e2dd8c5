#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Whether the bytes may hold such letters: a quick look.
bool may_have_blanked_letters(std::string_view bytes);

/// Whether a letter of whose second byte, A0, a blank was made has another one behind it: then runs
/// of blanks were not made one.
bool keeps_blanks(std::string_view text);

/// Letters à of UTF-8 that was read as Windows-1252, whose no-break space became a blank or went
/// with the line's end: `voilÃ `, `guÃ n`. In a document of that misread; a capital word that ends
/// so, MAÇÃ, stays. `keeps_blanks`: see there; where it is not known, a blank before a word is that
/// byte and the blank between the words, but within a syllable of pinyin.
std::vector<LineSpan> find_blanked_letters(std::u32string_view line, bool keeps_blanks);

}  // namespace fuyuan
