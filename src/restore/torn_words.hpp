#pragma once

#include <string_view>

#include "charset/charset.hpp"

namespace fuyuan {

/// Whether the second of two bytes of `cp` is an ASCII letter.
bool ends_in_letter(char32_t cp, const Charset& charset);

/// Whether raw bytes, read in `charset`, came to what tears Latin words apart: Cyrillic letters
/// within them (`Оn` for `În`), or Han whose second byte was the letter behind an accent
/// (`San Diego傍ijuana`), and hardly any others.
bool tears_words(std::u32string_view text, const Charset& charset);

}  // namespace fuyuan
