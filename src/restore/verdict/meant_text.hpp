#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

// Signs that what looks like damage is meant: scripts whose healthy words happen to be decodable
// otherwise. `kind`: of the span's channel.

/// The span is made like words of a script that the misread would have torn to pieces: letters in
/// orderly case, kana that make words, bopomofo, or nothing but signs.
bool is_orderly(std::u32string_view line, const LineSpan& span, const ChannelKind& kind,
                const LanguageModel& model);

/// Drops spans that are made of letters where there are as many of the same alphabet outside all of
/// `spans`: bytes read as letters come to them by chance, but seldom in the middle of a sentence.
void drop_those_among_their_like(std::u32string_view line, std::vector<LineSpan>& spans);

/// The span is short and joins other Han on one side: who reads pairs of bytes as other pairs does
/// not stop within a word.
bool is_part_of_word(std::u32string_view line, const LineSpan& span);

}  // namespace fuyuan
