#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "model/ngram_counts.hpp"

namespace fuyuan {

/// Interpolated modified Kneser-Ney smoothing (Chen and Goodman 1999) of n-grams of which some are
/// kept and the rest is left to the lower order (revised Kneser pruning; Siivola, Hirsimäki and
/// Virpioja 2007).
///
/// Sets the weights of `lower`, the n-grams one shorter, to what `higher` leaves them to explain:
/// each kept n-gram of `higher` leaves one, however often it was seen; each other one all of its
/// weight. N-grams at a paragraph's start or end have no longer ones before them and keep their
/// counts.
void leave_to_lower(const NGrams& higher, NGrams& lower);

/// Fills `log_probability` of the kept n-grams of `ngrams` from their weights, over the lower
/// order's estimates: `lower_log_probability(suffix)` gives log P of the n-gram without its first
/// token.
template <typename Lower>
void estimate(NGrams& ngrams, Lower lower_log_probability);

/// The discounts for weights of 1, 2 and 3 or more, from how many n-grams weigh 1, 2, 3 and 4.
std::array<double, 4> discounts(const NGrams& ngrams);

template <typename Lower>
void estimate(NGrams& ngrams, Lower lower_log_probability) {
  const auto discount = discounts(ngrams);
  const auto own = [&](std::size_t i) {
    const std::uint32_t weight = ngrams.weights[i];
    return weight - discount[weight < 3 ? weight : 3];
  };
  ngrams.log_probability.assign(ngrams.size(), 0.0F);
  for (std::size_t begin = 0; begin < ngrams.size();) {
    const std::uint64_t context = NGrams::prefix(ngrams.keys[begin]);
    std::size_t end = begin;
    double total = 0;
    double kept = 0;
    for (; end < ngrams.size() && NGrams::prefix(ngrams.keys[end]) == context; ++end) {
      total += ngrams.weights[end];
      if (ngrams.kept[end] != 0) kept += own(end);
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (ngrams.kept[i] == 0) continue;
      const double lower = std::exp(lower_log_probability(ngrams.suffix(ngrams.keys[i])));
      ngrams.log_probability[i] =
          static_cast<float>(std::log((own(i) + (total - kept) * lower) / total));
    }
    begin = end;
  }
}

}  // namespace fuyuan
