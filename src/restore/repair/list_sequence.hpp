#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace fuyuan {

/// A number that counts an item of a list, and how likely it is that one, 0–1.
struct CountGuess {
  std::size_t value = 0;
  double share = 0;
};

/// The numbers that count the items of a document's lists, one list behind the other, in order;
/// nullopt for those that were lost.
using Counts = std::span<const std::optional<std::size_t>>;

/// The lost one at `index`, as far as the others tell. `most_lost`: more than so many in a row,
/// with none behind them, tell nothing.
std::optional<CountGuess> guess_count(Counts counts, std::size_t index, std::size_t most_lost);

}  // namespace fuyuan
