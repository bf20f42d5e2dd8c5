#pragma once

#include <array>
#include <vector>

#include "model/ngram_counts.hpp"

namespace fuyuan {

/// Fills `log_probability` of `ngrams` by interpolated absolute discounting with three discounts
/// (for counts of 1, 2 and 3 or more; Chen and Goodman 1999), over the lower order's estimates.
/// `ngrams` must still hold its rare n-grams; `lower_log_probability(suffix)` gives log P of the
/// n-gram without its first token.
template <typename Lower>
void estimate(NGrams& ngrams, Lower lower_log_probability);

/// The three discounts from how many n-grams were seen once, twice, three and four times.
std::array<double, 4> discounts(const NGrams& ngrams);

}  // namespace fuyuan

#include <cmath>

namespace fuyuan {

template <typename Lower>
void estimate(NGrams& ngrams, Lower lower_log_probability) {
  const auto discount = discounts(ngrams);
  const auto discount_of = [&](std::uint32_t count) { return discount[count < 3 ? count : 3]; };
  ngrams.log_probability.resize(ngrams.size());
  for (std::size_t begin = 0; begin < ngrams.size();) {
    const std::uint64_t context = NGrams::prefix(ngrams.keys[begin]);
    std::size_t end = begin;
    double total = 0;
    double freed = 0;
    while (end < ngrams.size() && NGrams::prefix(ngrams.keys[end]) == context) {
      total += ngrams.counts[end];
      freed += discount_of(ngrams.counts[end]);
      ++end;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const double lower = std::exp(lower_log_probability(ngrams.suffix(ngrams.keys[i])));
      const double own = ngrams.counts[i] - discount_of(ngrams.counts[i]);
      ngrams.log_probability[i] = static_cast<float>(std::log((own + freed * lower) / total));
    }
    begin = end;
  }
}

}  // namespace fuyuan
