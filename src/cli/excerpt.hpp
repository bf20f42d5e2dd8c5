#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// A run of an excerpt that is known, guessed or given up.
struct ExcerptPiece {
  enum class Kind : unsigned char { known, inferred, lost };

  std::string text;  ///< safe to show, see Snippet
  Kind kind = Kind::known;
  double probability = 1;  ///< of an inferred character
};

/// The most doubtful stretch of a span, short enough for a line of a table.
struct Excerpt {
  std::size_t line = 0;
  std::string channel;
  std::string before;  ///< safe to show
  std::vector<ExcerptPiece> after;
};

/// Around the inferred character that is least sure, or the beginning if there is none. The
/// stretch of `before` is the one at the same height: exact where each character has as many
/// pieces, near elsewhere.
Excerpt make_excerpt(const Span& span);

/// How many characters of a span's `after` are likely to be wrong: the inferred ones by their
/// probability, the others by the span's. Those given up (U+FFFD) do not count.
double doubt_of(const Span& span);

/// How many characters of a span's `after` are given up.
std::size_t lost_in(const Span& span);

}  // namespace fuyuan::cli
