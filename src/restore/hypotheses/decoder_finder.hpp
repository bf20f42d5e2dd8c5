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
/// for depends on it. Each that may have is asked, and what explains this text and those before it
/// best is believed. Once that is clear, the others are not asked any more.
class DecoderFinder {
 public:
  /// The best explanation of `piece`, as Lattice::explain has it, of bytes that were wrongly
  /// decoded with `wrong`. `piece.marks`: what is known of the marks where it is none of the
  /// decoders.
  Explanation explain(Lattice& lattice, Observed piece, const Charset& wrong,
                      const BracketBalance* balance, std::size_t begin);

  /// Whether it is clear that this decoder wrote the marks of what was misread with `wrong`.
  bool is_surely(Habit habit, const Charset& wrong) const;

 private:
  using Suspect = std::optional<MarkingDecoder>;  ///< nothing: it is none of the decoders

  /// What the texts that were misread with one wrong charset say.
  struct Evidence {
    /// Nats behind the best explanation of each text, summed up.
    std::map<Suspect, double> lost;
    std::size_t texts = 0;

    double against(const Suspect& suspect) const;
    /// `gained`: by those that can have written a text, log-probabilities of its explanations.
    void add(const std::map<Suspect, double>& gained);
    /// Who it was, once that is clear.
    std::optional<Suspect> settled() const;
  };

  /// By what stands for lost bytes, too: U+FFFD, as far as there is one; 0: nothing. A question
  /// mark that is one by itself tells nothing of others.
  std::map<std::pair<const Charset*, char32_t>, Evidence> evidence_;
};

}  // namespace fuyuan
