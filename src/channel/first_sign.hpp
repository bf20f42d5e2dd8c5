#pragma once

#include <string_view>

namespace fuyuan {

/// What a byte-order mark read as a pair and a half took along: the first sign of a file, one of
/// ASCII below `@`, of which nothing is left.
struct FirstSign {
  enum class State : unsigned char {
    whole,    ///< the line reads as one from which nothing was taken
    known,    ///< its syntax lacks `character`
    unknown,  ///< nothing tells; whether there was one depends on what stands behind the mark
  };
  State state = State::unknown;
  char32_t character = 0;
  double probability = 0;  ///< of `character`
};

/// Reads what is left of the line behind the mark, and the lines of the document behind that one.
FirstSign find_first_sign(std::u32string_view rest, std::string_view others);

/// Whether a sign was taken for certain, if the mark stands for one byte: only with a sign below
/// `@` can it make no pair.
bool lacks_first_sign(std::u32string_view rest);

}  // namespace fuyuan
