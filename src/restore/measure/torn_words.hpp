#pragma once

#include <string_view>

#include "charset/charset.hpp"

namespace fuyuan {

/// Whether the second of two bytes of `cp` is an ASCII letter.
bool ends_in_letter(char32_t cp, const Charset& charset);

/// Whether raw bytes, read in `charset`, came to what tears Latin words apart: Cyrillic letters
/// within them (`Оn` for `În`), or Han whose second byte was the letter behind an accent
/// (`San Diego傍ijuana`), and hardly any others. Words of Big5 may consist of such Han, but stand
/// by themselves: 可以, 你好.
bool tears_words(std::u32string_view text, const Charset& charset);

/// Whether each raw byte of the line stands alone beside a letter. Read as a pair they make one
/// character, as in `În` and `20 °C`; only the rest of the document tells whether it is one.
bool may_be_accents(std::u32string_view symbols);

}  // namespace fuyuan
