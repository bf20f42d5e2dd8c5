#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lattice/lattice.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// A stretch of a line that was replaced; offsets in symbols of the line.
struct LineSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string channel;
  std::u32string after;
  double confidence = 1;
  std::vector<InferredCharacter> inferred;
  /// The symbol that each character of `after` came from, its last where there are several; empty
  /// where no lattice told.
  std::vector<std::uint32_t> origins = {};
  std::vector<std::uint32_t> starts = {};  ///< the first of those symbols
};

/// Whether it undoes a converter's work: see ConvertedPage.
bool is_of_page(const LineSpan& span);

/// What an explanation of a line changes: one span for each run of a channel, without the symbols
/// that stay as they are. `channels`: those that the explanation speaks of, by number.
std::vector<LineSpan> to_spans(std::u32string_view line, const Explanation& explanation,
                               const std::vector<const Channel*>& channels);

/// What a line becomes by the spans: a piece for each of its characters.
std::vector<Piece> to_pieces(std::u32string_view line, const std::vector<LineSpan>& spans);

/// The same as text.
std::u32string apply_spans(std::u32string_view line, const std::vector<LineSpan>& spans);

/// Puts the span so many symbols further on in its line.
void move_by(LineSpan& span, std::ptrdiff_t symbols);

/// What the span becomes, with U+FFFD for whatever was inferred.
std::u32string known_text(const LineSpan& span);

/// What a line becomes by the spans, with U+FFFD for whatever was inferred.
std::u32string apply_known(std::u32string_view line, const std::vector<LineSpan>& spans);

/// Whether so much of it was inferred that it tells nothing further.
bool is_mostly_guessed(const LineSpan& span);

/// Whether the spans leave little of a line as it was, and so much of them was inferred that there
/// is nothing to find out by a further step.
bool is_exhausted(std::u32string_view line, const std::vector<LineSpan>& spans);

/// Whether the spans change most of so many symbols.
bool covers_most(const std::vector<LineSpan>& spans, std::size_t size);

/// Whether most of it is U+FFFD: such a span is better seen as it was found.
bool is_mostly_lost(const LineSpan& span);

}  // namespace fuyuan
