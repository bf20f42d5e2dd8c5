#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/utf8.hpp"

namespace fuyuan {

/// Observed text is a row of symbols: code points, or raw bytes where a line is not valid UTF-8.
using Symbol = char32_t;

class AsciiHabits;
enum class Habit : std::uint8_t;

inline constexpr Symbol kRawByte = 0x80000000;

inline constexpr bool is_raw(Symbol symbol) noexcept { return (symbol & kRawByte) != 0; }
inline constexpr Symbol raw_symbol(unsigned char byte) noexcept { return kRawByte | byte; }
inline constexpr unsigned char raw_byte(Symbol symbol) noexcept {
  return static_cast<unsigned char>(symbol & 0xFF);
}

/// What a document's marks (`?`, U+FFFD) for bytes that could not be decoded stand for.
enum class MarkHabit : std::uint8_t {
  unknown,
  byte_by_byte,    ///< one mark a byte: Python, PHP, iconv
  swallows,        ///< a lead byte and whatever follows it, ASCII too: Windows
  swallows_pairs,  ///< the same, and the byte 80 begins a pair: Java
  spares_ascii,    ///< a lead byte and what follows it unless that is ASCII: browsers
};

/// The line ends that marks took along: see LineEndJudge.
enum class SwallowedEnd : std::uint8_t {
  none,
  line_feed,        ///< those in the line may have taken one; the one at its end did, of two
  carriage_return,  ///< the one at its end did; a line feed is left
};

/// What became of bytes that were lost before the text was decoded.
enum class ByteLoss : std::uint8_t {
  dropped,   ///< nothing stands for them
  replaced,  ///< a question mark does
};

/// What became of capitals and small letters after the text was misread as Latin-1 or Windows-1252.
enum class LetterCase : std::uint8_t {
  mixed,       ///< nothing
  lower,       ///< all are small: every byte of a letter is one of two
  upper,       ///< all are capitals
  lower_utf8,  ///< the same where it was UTF-8, whose lead bytes are known
  upper_utf8,
};

/// What became of the C1 controls of UTF-8 misread as Latin-1, half of its bytes.
enum class Controls : std::uint8_t {
  shown,  ///< nothing, as far as can be told
  dropped,
  marked,  ///< `?` or U+FFFD stands for each
  spaces,  ///< a space does, as for a no-break space
};

/// A decoder, and what stands for the bytes that it could not decode. That may have changed since:
/// U+FFFD became `?` wherever a page was saved in a charset that lacks it.
struct MarkingDecoder {
  Habit habit;
  char32_t mark = kReplacement;  ///< 0: nothing does

  auto operator<=>(const MarkingDecoder&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// A line of observed symbols and where it stands in its document.
struct Observed {
  std::u32string_view symbols;
  bool starts_document = false;
  MarkHabit marks = MarkHabit::unknown;
  std::optional<MarkingDecoder> decoder = {};  ///< that wrote the marks, where that is known
  bool bytes_vanish = true;                    ///< bytes may have been lost without a mark
  bool pairs_vanish = false;  ///< so may bytes that make no pair: there is no mark in the line
  /// Where the text, read as it is, soon makes little sense. Empty: everywhere.
  std::span<const char> doubtful = {};
  /// ASCII characters that the line lacks to be balanced, such as the other quotation mark.
  std::u32string_view missing = {};
  const AsciiHabits* ascii = nullptr;  ///< of the document; null: the usual ones
  LetterCase letter_case = LetterCase::mixed;
  bool is_folded = false;  ///< went through NFKC after it was misread as Latin-1
  Controls controls = Controls::shown;
  SwallowedEnd swallowed_end = SwallowedEnd::none;
  bool has_holes = false;      ///< came out of another step: U+FFFD there is a symbol that was lost
  bool lacks_private = false;  ///< no private character is there where there ought to be some
  ByteLoss loss = ByteLoss::dropped;
  /// Where the parentheses of notes stand that an author wrote behind characters of a converted
  /// page. Empty: nowhere.
  std::span<const char> meant_notes = {};

  bool is_doubtful(std::size_t at) const { return doubtful.empty() || doubtful[at] != 0; }
};

/// Whether decoders write it for bytes that they cannot decode.
inline bool is_mark(Symbol symbol) { return symbol == U'?' || symbol == kReplacement; }

/// The symbol there, or a line feed where the line ends.
inline Symbol at_or_end(std::u32string_view line, std::size_t at) {
  return at < line.size() ? line[at] : U'\n';
}

/// The bytes of a line that was not decoded: all of its symbols are ASCII or raw.
inline std::string to_bytes(std::u32string_view line) {
  std::string bytes;
  for (const Symbol symbol : line)
    bytes.push_back(static_cast<char>(is_raw(symbol) ? raw_byte(symbol) : symbol));
  return bytes;
}

}  // namespace fuyuan
