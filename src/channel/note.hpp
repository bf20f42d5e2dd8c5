#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// A reading in parentheses behind a character, as converters of the 當(dāng) kind leave it.
struct Note {
  std::size_t length = 0;        ///< symbols, parentheses included
  std::u32string_view syllable;  ///< the reading between them
};

/// The note that starts at `symbols[at]` with a parenthesis of either width. One pinyin syllable,
/// with tone mark, tone number or neither; blanks around it; the whole may be said several times.
std::optional<Note> match_note(std::u32string_view symbols, std::size_t at);

/// The same if it is a reading of the character right before it.
std::optional<Note> match_reading(std::u32string_view symbols, std::size_t at);

/// The note where a mark at `symbols[at]` swallowed the opening parenthesis: `?zé)`.
std::optional<Note> match_torn_note(std::u32string_view symbols, std::size_t at);

/// The letters of a note that its line was cut off in, behind the parenthesis at `symbols[at]`, or
/// the mark that swallowed it: `dā` of `當(dā`, or of `當(dā…`. Empty where something follows.
std::u32string_view find_cut_syllable(std::u32string_view symbols, std::size_t at);

/// Whether a reading of the character begins so, with its tone mark or without.
bool has_reading_from(char32_t han, std::u32string_view beginning);

/// The line without its notes, also those of which a mark swallowed the first parenthesis.
std::u32string without_notes(std::u32string_view line);

/// Whether the note that starts at `symbols[at]` reads the character of GBK that the letter before
/// it makes with half of the one before that: 皖I(lǐng), in which 領 stands across the two. Only a
/// converter that cut bytes wrongly annotates that.
bool has_straddling_note(std::u32string_view symbols, std::size_t at);

/// Whether the text has notes as a converter to Traditional Chinese leaves them: behind characters
/// that only such text has, or with a mark for the parenthesis.
bool has_converter_notes(std::u32string_view text);

enum class NoteLetters : std::uint8_t { pinyin, bopomofo };

/// The readings of one or more characters in one pair of parentheses: 漢字(hàn zì), 漢(ㄏㄢˋ).
struct WordNote {
  std::size_t length = 0;      ///< symbols, parentheses and repetitions included
  std::size_t characters = 0;  ///< annotated, right before it; each has its reading there
  bool repeated = false;
};

/// The note that starts at `symbols[at]` with a parenthesis of either width.
std::optional<WordNote> match_word_note(std::u32string_view symbols, std::size_t at,
                                        NoteLetters letters);

}  // namespace fuyuan
