#include "model/pruner.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kBytesPerBigram = 4;
constexpr double kBytesPerLongNGram = 2.27;  // slots of the map, and its contexts' back-offs

/// N-grams without Han characters only have to tell healthy text from damage, never to choose
/// between candidates, so they are worth less room.
constexpr float kWorthless = -1e30F;
constexpr float kWorthWithoutHan = 0.5F;

bool has_han(const NGrams& ngrams, std::uint64_t key, const Vocabulary& vocabulary) {
  for (int i = 0; i < ngrams.order; ++i) {
    if (is_han(vocabulary.code_points()[NGrams::token_at(key, i)])) return true;
  }
  return false;
}

/// What each n-gram is worth: its count times what its own estimate gains over backing off, taking
/// the back-off weight of the unpruned model.
template <typename Lower>
std::vector<float> worth(const NGrams& ngrams, std::uint32_t min_count,
                         const Vocabulary& vocabulary, Lower lower_log_probability) {
  std::vector<float> out(ngrams.size());
  for (std::size_t begin = 0; begin < ngrams.size();) {
    const std::uint64_t context = NGrams::prefix(ngrams.keys[begin]);
    std::size_t end = begin;
    double kept = 0;
    double lower = 0;
    for (; end < ngrams.size() && NGrams::prefix(ngrams.keys[end]) == context; ++end) {
      kept += std::exp(ngrams.log_probability[end]);
      lower += std::exp(lower_log_probability(ngrams.suffix(ngrams.keys[end])));
    }
    const double weight = backoff_weight(kept, lower);
    for (std::size_t i = begin; i < end; ++i) {
      const double backed_off = lower_log_probability(ngrams.suffix(ngrams.keys[i])) + weight;
      out[i] = static_cast<float>(ngrams.counts[i] * (ngrams.log_probability[i] - backed_off));
      if (ngrams.counts[i] < min_count) out[i] = kWorthless;
      if (!has_han(ngrams, ngrams.keys[i], vocabulary)) out[i] *= kWorthWithoutHan;
    }
    begin = end;
  }
  return out;
}

/// Marks the n-grams worth at least `threshold`, and those already marked as needed.
void keep_worthy(NGrams& ngrams, const std::vector<float>& worth, float threshold) {
  for (std::size_t i = 0; i < ngrams.size(); ++i) {
    if (worth[i] >= threshold) ngrams.kept[i] = 1;
  }
}

/// Marks the prefix and the suffix of every kept n-gram in the lower order; where one was dropped
/// as rare, the n-gram goes instead.
void keep_parts(NGrams& ngrams, NGrams& lower) {
  for (std::size_t i = 0; i < ngrams.size(); ++i) {
    if (ngrams.kept[i] == 0) continue;
    const std::size_t prefix = lower.find(NGrams::prefix(ngrams.keys[i]));
    const std::size_t suffix = lower.find(ngrams.suffix(ngrams.keys[i]));
    if (prefix == lower.size() || suffix == lower.size()) {
      ngrams.kept[i] = 0;
    } else {
      lower.kept[prefix] = lower.kept[suffix] = 1;
    }
  }
}

std::size_t count_kept(const NGrams& ngrams) {
  return static_cast<std::size_t>(std::count(ngrams.kept.begin(), ngrams.kept.end(), char{1}));
}

float nth_largest(std::vector<float> values, std::size_t n) {
  if (n >= values.size()) return kWorthless / 2;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(n), values.end(),
                   std::greater<>());
  return values[n];
}

}  // namespace

double backoff_weight(double kept_mass, double lower_mass) {
  const double left = std::max(1 - kept_mass, 1e-4);
  const double lower_left = std::max(1 - lower_mass, 1e-4);
  return std::log(left / lower_left);
}

void prune(ModelParts& parts, const TrainerOptions& options) {
  const auto unigram = [&](std::uint64_t token) { return double{parts.unigram[token]}; };
  const auto stored = [](const NGrams& ngrams) {
    return [&ngrams](std::uint64_t key) {
      const std::size_t at = ngrams.find(key);
      return at == ngrams.size() ? -20.0 : double{ngrams.log_probability[at]};
    };
  };
  const auto bigram_worth = worth(parts.bigrams, options.min_bigram_count, parts.vocabulary, unigram);
  const auto trigram_worth = worth(parts.trigrams, options.min_trigram_count, parts.vocabulary, stored(parts.bigrams));
  const auto fourgram_worth = worth(parts.fourgrams, options.min_fourgram_count, parts.vocabulary, stored(parts.trigrams));
  const double fixed = 400'000;  // vocabulary tables and header
  const double total = std::max(0.0, static_cast<double>(options.max_bytes) - fixed);
  const auto bigram_budget =
      static_cast<std::size_t>(total * options.bigram_share / kBytesPerBigram);
  const float bigram_threshold = nth_largest(bigram_worth, bigram_budget);
  std::vector<float> long_worth = trigram_worth;
  long_worth.insert(long_worth.end(), fourgram_worth.begin(), fourgram_worth.end());

  // What is needed as prefix or suffix comes on top of what is worth it: tighten until all fits.
  double share = 1.0;
  for (int round = 0; round < 12; ++round, share *= 0.94) {
    for (NGrams* ngrams : {&parts.bigrams, &parts.trigrams, &parts.fourgrams}) {
      ngrams->kept.assign(ngrams->size(), 0);
    }
    const double long_bytes =
        (total - static_cast<double>(bigram_budget) * kBytesPerBigram) * share;
    const float threshold =
        nth_largest(long_worth, static_cast<std::size_t>(long_bytes / kBytesPerLongNGram));
    keep_worthy(parts.fourgrams, fourgram_worth, threshold);
    keep_parts(parts.fourgrams, parts.trigrams);
    keep_worthy(parts.trigrams, trigram_worth, threshold);
    keep_parts(parts.trigrams, parts.bigrams);
    // A kept trigram that lost a bigram takes the four-grams that lean on it along.
    keep_parts(parts.fourgrams, parts.trigrams);
    keep_worthy(parts.bigrams, bigram_worth, bigram_threshold);
    std::size_t contexts = 0;
    std::uint64_t last = ~std::uint64_t{0};
    for (std::size_t i = 0; i < parts.fourgrams.size(); ++i) {
      if (parts.fourgrams.kept[i] == 0) continue;
      contexts += NGrams::prefix(parts.fourgrams.keys[i]) != last ? 1 : 0;
      last = NGrams::prefix(parts.fourgrams.keys[i]);
    }
    const double used =
        static_cast<double>(count_kept(parts.bigrams)) * kBytesPerBigram +
        static_cast<double>(count_kept(parts.trigrams) + count_kept(parts.fourgrams) + contexts) *
            kBytesPerLongNGram;
    if (used <= total) break;
  }
}

}  // namespace fuyuan
