#pragma once

#include <cstddef>
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
/// with tone mark, tone number or neither; blanks around it; the whole may be doubled.
std::optional<Note> match_note(std::u32string_view symbols, std::size_t at);

/// The same where a mark at `symbols[at]` swallowed the opening parenthesis: `?zé)`.
std::optional<Note> match_torn_note(std::u32string_view symbols, std::size_t at);

}  // namespace fuyuan
