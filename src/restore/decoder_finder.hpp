#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "charset/decoder_habit.hpp"
#include "lattice/bracket_balance.hpp"
#include "lattice/lattice.hpp"

namespace fuyuan {

/// Finds out which decoder wrote the marks of a text: one wrote them all, and what a mark stands
/// for depends on it. Each that may have is asked, and what explains the text best is believed.
/// Once some lines agree, those behind them are not asked any more.
class DecoderFinder {
 public:
  /// The best explanation of `piece`, as Lattice::explain has it, of bytes that were wrongly
  /// decoded with `wrong`. `piece.marks`: what is known of the marks where it is none of the
  /// decoders.
  Explanation explain(Lattice& lattice, Observed piece, const Charset& wrong,
                      const BracketBalance* balance, std::size_t begin);

 private:
  /// Of one wrong charset: how many texts each decoder explained best, and how many none of them.
  using Votes = std::map<std::optional<MarkingDecoder>, std::size_t>;

  /// The decoder, or that there is none; nothing before that is settled.
  static std::optional<std::optional<MarkingDecoder>> settled(const Votes& votes);

  /// By what stands for lost bytes, too: U+FFFD, as far as there is one; 0: nothing. A question
  /// mark that is one by itself tells nothing of others.
  std::map<std::pair<const Charset*, char32_t>, Votes> votes_;
};

}  // namespace fuyuan
