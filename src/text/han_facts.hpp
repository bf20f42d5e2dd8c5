#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/pinyin.hpp"

namespace fuyuan {

// What is known of single Han characters: their forms in the other script and their Mandarin
// readings. The facts come from charsets/t2s.tsv, s2t.tsv and readings.tsv (made from Unihan and
// OpenCC by charsets/make_facts.py), which are embedded in the program; each is parsed when first
// asked for. The tables cover U+3007, U+3400–U+4DBF and U+4E00–U+9FFF; any other code point simply
// has no facts. All functions may be called from several threads, and views stay valid to the end
// of the program.

/// The Simplified characters that the Traditional one may stand for, the usual one first: 乾 gives
/// 干 乾. Empty where it has no other form, so 人 and 们 give nothing. Where the result is not
/// empty, it holds a character other than `han`, and holds `han` only if that may stay as it is.
std::u32string_view simplified_candidates(char32_t han);

/// The Traditional characters that the Simplified one may stand for, first the one that a converter
/// going character by character writes: 发 gives 發 髮. Empty where it has no other form.
std::u32string_view traditional_candidates(char32_t han);

/// Whether `han` is a mark of Traditional text: it has a Simplified form and is not used in
/// Simplified text itself, but for stray quotations. True of 們 於 裡, false of 著 乾 人 们.
bool is_traditional_only(char32_t han);

/// Whether `han` is a mark of Simplified text: it has a Traditional form and is not used in
/// Traditional text itself, nor left alone by careful converters. True of 们 发, false of 后 里 干.
bool is_simplified_only(char32_t han);

/// Whether `syllable` is one of the readings of `han`, or of its form in the other script. Tones
/// must agree, but tone 0 agrees with any. Letters u and ü are the same after l and n where
/// `syllable` has u.
bool has_reading(char32_t han, const Syllable& syllable);

/// The same for text, all of which must be one syllable.
bool has_reading(char32_t han, std::u32string_view syllable);

/// The same of the most usual reading alone.
bool is_usual_reading(char32_t han, std::u32string_view syllable);

/// How many readings of `han` are more usual than `syllable`, or nothing where that is none of
/// them.
std::optional<std::size_t> rank_reading(char32_t han, std::u32string_view syllable);

/// Whether the character is a common surname in a form that Simplified Chinese has not.
bool is_traditional_surname(char32_t han);

/// All readings, the most usual first. Empty where none is known.
std::vector<Syllable> readings(char32_t han);

/// The most usual reading with its tone mark, such as dāng; empty where none is known.
std::u32string first_reading(char32_t han);

/// Whether no converter to Traditional characters can have made `han`: Simplified text alone has
/// it, or it has one form for both.
bool is_unconverted(char32_t han);

}  // namespace fuyuan
