#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// One syllable of Mandarin.
struct Syllable {
  std::uint32_t letters = 0;  ///< toneless, packed; equal if and only if the letters are the same
  std::uint8_t tone = 0;      ///< 1–4; 5 is the neutral tone; 0 where the text does not say
  std::uint8_t length = 0;    ///< how many code points were read, 0 if it does not come from text

  bool operator==(const Syllable& other) const noexcept {
    return letters == other.letters && tone == other.tone;
  }
};

/// Reads one syllable of pinyin at the beginning of `text`, the longest there is (`xian`, not
/// `xi`). The tone is a mark on any one letter (precomposed or combining; ă passes for ǎ), or a
/// digit 1–5 after the syllable, or missing; ü is written ü, v or u:, or u after l and n. Letters
/// of any case, fullwidth ones, and the ɑ and ɡ of GBK are read. What follows the syllable is not
/// looked at. Nothing where no valid syllable begins the text.
std::optional<Syllable> parse_pinyin(std::u32string_view text);

enum class ToneStyle : std::uint8_t { mark, number, none };

/// The syllable in lower case: lǜ, lü4 or lü. A neutral tone has no mark.
std::u32string spell(const Syllable& syllable, ToneStyle style = ToneStyle::mark);

/// Takes one syllable off the front of `text`, UTF-8 syllables with tone marks separated by blanks,
/// as the table of readings has them. Does not look up whether Mandarin has it; without a mark the
/// tone is neutral.
Syllable take_syllable(std::string_view& text);

/// The packed letters with ü where u may have been written for it, or the same letters.
std::uint32_t with_umlaut(std::uint32_t letters) noexcept;

}  // namespace fuyuan
