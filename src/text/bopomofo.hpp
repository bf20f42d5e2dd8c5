#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/pinyin.hpp"

namespace fuyuan {

/// Reads one syllable of bopomofo (ㄏㄢˋ) at the beginning of `text`, the longest there is. Without
/// a tone mark it has the first tone; the mark of the neutral tone may stand before or behind.
/// `length` of the result says how many code points that were.
std::optional<Syllable> parse_bopomofo(std::u32string_view text);

/// The syllable in bopomofo, as textbooks write it: no mark for the first tone. Empty where it
/// cannot be written.
std::u32string spell_bopomofo(const Syllable& syllable);

}  // namespace fuyuan
