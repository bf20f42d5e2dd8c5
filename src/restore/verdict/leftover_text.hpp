#pragma once

#include <string_view>

#include "model/language_model.hpp"
#include "restore/decode/quick_decode.hpp"

namespace fuyuan {

// What a line that the rest of its document is misread like comes to, where the model has little to
// say about it.

/// Whether a row of letters or hanzi is a frame, a rule, an ornament or a formula in truth.
bool draws_instead(std::u32string_view text, std::u32string_view symbols);

/// Whether both are signs, and the text has likelier ones: people draw with a few.
bool draws_likelier(const QuickDecode& decode, std::u32string_view symbols,
                    const LanguageModel& model);

/// Whether the line has a symbol beside letters of ASCII, as in no text but that of other
/// alphabets: what is_pinyin has something to say about.
bool breaks_words(std::u32string_view symbols);

/// Whether all that is no ASCII in it is signs and syllables of pinyin with their tones, two or
/// more: bytes come to that by no chance.
bool is_pinyin(std::u32string_view text);

}  // namespace fuyuan
