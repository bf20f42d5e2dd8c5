#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/decode/quick_decode.hpp"

namespace fuyuan {

// What a line that the rest of its document is misread like comes to, where the model has little to
// say about it.

/// What a document has beside Simplified hanzi.
struct Letters {
  bool kana = false;
  bool hangul = false;
  bool traditional = false;
};

/// `found`: in each of its lines.
Letters letters_of(const std::vector<std::vector<LineSpan>>& found);

/// Whether it is what people write every day in such a document. `may_be_rare`: hanzi that people
/// write with will do, such as those of chemistry.
bool is_common_text(std::u32string_view text, Letters letters, const LanguageModel& model,
                    bool may_be_rare);

/// Whether it is words of Latin, Greek or Cyrillic letters: what is valid, and likelier than what
/// it was, is what a document had that was misread as a whole.
bool is_of_alphabet(std::u32string_view text);

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
