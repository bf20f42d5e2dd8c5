#include "restore/repair/list_sequence.hpp"

#include <cmath>

namespace fuyuan {
namespace {

// Shares of lists in the training texts (paragraphs, 20,000 numbers) that go on like that, a little
// lower for what else may come between two lines.
constexpr double kBetween = 0.97;      ///< as many are lost as the others leave out
constexpr double kBehindOne = 0.95;    ///< the first of a list
constexpr double kBehindTwo = 0.9;     ///< neighbours
constexpr double kOneMore = 0.93;      ///< lost in a row
constexpr double kBetweenLists = 0.9;  ///< the first ones of a list, behind another
constexpr double kAllLost = 0.88;      ///< of a few

/// The one at `index`, behind the last known one.
std::optional<CountGuess> guess_behind(Counts counts, std::size_t known, std::size_t index) {
  const std::size_t last = *counts[known];
  const bool begins = known == 0 && last == 1;
  const bool follows =
      known > 0 && (counts[known - 1] ? *counts[known - 1] + 1 == last : last == known + 1);
  if (!begins && !follows) return std::nullopt;
  const std::size_t steps = index - known;
  return CountGuess{last + steps, (begins ? kBehindOne : kBehindTwo) *
                                      std::pow(kOneMore, static_cast<double>(steps - 1))};
}

}  // namespace

std::optional<CountGuess> guess_count(Counts counts, std::size_t index, std::size_t most_lost) {
  std::size_t begin = index;  // of those lost in a row
  while (begin > 0 && !counts[begin - 1]) --begin;
  std::size_t end = index;
  while (end < counts.size() && !counts[end]) ++end;
  const bool is_first = begin == 0;
  const std::size_t lost = end - begin;
  const std::size_t before = is_first ? 0 : *counts[begin - 1];
  const std::size_t place = index - begin + 1;
  if (end == counts.size()) {
    if (!is_first) return guess_behind(counts, begin - 1, index);
    if (lost > 1 && lost <= most_lost) return CountGuess{place, kAllLost};
    return std::nullopt;
  }
  const std::size_t after = *counts[end];
  if (after == before + lost + 1) return CountGuess{before + place, kBetween};
  if (after == lost + 1) return CountGuess{place, kBetweenLists};
  if (after == 1 && !is_first) return guess_behind(counts, begin - 1, index);
  return std::nullopt;
}

}  // namespace fuyuan
