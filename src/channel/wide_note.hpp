#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {

/// A reading in fullwidth parentheses, found in the bytes of GBK text, wherever the decoder cut
/// them: `湥è）` is a byte torn off and （àn）, `f?。┑` is fā） and a byte more.
struct WideNote {
  std::size_t length = 0;  ///< symbols that the note has a byte of
  std::u32string syllable;
  std::vector<unsigned char> rest;  ///< bytes of the last symbol that come after the note
  bool swallows_ascii = false;      ///< the note's last byte took an ASCII character along
};

/// The note whose bytes begin `skipped` bytes into `symbols[at]`.
std::optional<WideNote> match_wide_note(std::u32string_view symbols, std::size_t at,
                                        std::size_t skipped);

/// Whether the symbol at `at` is one that such a note was torn into.
bool has_torn_wide_note(std::u32string_view symbols, std::size_t at);

/// Whether it is one of the marks that decoders of such pages look for before anything else, or
/// was, before it was turned to ASCII.
bool is_sentence_mark(Symbol symbol);

/// Whether a mark at `symbols[at]` is one byte alone: the bytes of a sentence mark, which decoders
/// of such pages find first, or nothing at all follow it.
bool is_lone_byte(std::u32string_view symbols, std::size_t at);

}  // namespace fuyuan
