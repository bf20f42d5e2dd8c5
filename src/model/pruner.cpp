#include "model/pruner.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

// What the file holds for each, on average; see NGramRows.
constexpr float kBytesPerBigram = 3.25F;  ///< with its share of a block
constexpr float kBytesPerTrigram = 2.2F;
constexpr float kBytesPerFourgram = 1.2F;
constexpr float kBytesPerRow = 2;  ///< of each context of trigrams or four-grams

constexpr float kWorthless = -1e30F;
constexpr int kRounds = 8;

/// N-grams without Han characters only have to tell healthy text from damage, never to choose
/// between candidates, so they are worth less room.
constexpr float kWorthWithoutHan = 0.5F;

bool has_han(const NGrams& ngrams, std::uint64_t key, const Vocabulary& vocabulary) {
  for (int i = 0; i < ngrams.order; ++i) {
    if (is_han(vocabulary.code_points()[NGrams::token_at(key, i)])) return true;
  }
  return false;
}

/// What each n-gram is worth by byte: its count times what its own estimate gains over backing off,
/// taking the back-off weight of the unpruned model.
template <typename Lower>
std::vector<float> worth(const NGrams& ngrams, float bytes, std::uint32_t min_count,
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
      out[i] =
          static_cast<float>(ngrams.counts[i] * (ngrams.log_probability[i] - backed_off)) / bytes;
      if (!has_han(ngrams, ngrams.keys[i], vocabulary)) out[i] *= kWorthWithoutHan;
      if (ngrams.counts[i] < min_count) out[i] = kWorthless;
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

/// A context of four-grams needs room of its own, for its row's head: where those that share it
/// gain no more than that room has to, they go. (Dropping trigrams so made the model worse.)
void drop_costly_contexts(NGrams& fourgrams, const std::vector<float>& worth, float threshold) {
  for (std::size_t begin = 0; begin < fourgrams.size();) {
    const std::uint64_t context = NGrams::prefix(fourgrams.keys[begin]);
    std::size_t end = begin;
    float gain = 0;
    for (; end < fourgrams.size() && NGrams::prefix(fourgrams.keys[end]) == context; ++end) {
      if (fourgrams.kept[end] != 0) gain += (worth[end] - threshold) * kBytesPerFourgram;
    }
    if (gain < threshold * kBytesPerRow)
      std::fill(fourgrams.kept.begin() + begin, fourgrams.kept.begin() + end, char{0});
    begin = end;
  }
}

/// Marks the prefix and the suffix of every kept n-gram in the lower order.
void keep_parts(const NGrams& ngrams, NGrams& lower) {
  for (std::size_t i = 0; i < ngrams.size(); ++i) {
    if (ngrams.kept[i] == 0) continue;
    lower.kept[lower.find(NGrams::prefix(ngrams.keys[i]))] = 1;
    lower.kept[lower.find(ngrams.suffix(ngrams.keys[i]))] = 1;
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

/// What the n-grams of each order are worth, and the bigrams to keep in any case.
struct Worths {
  std::vector<float> bigrams;
  std::vector<float> trigrams;
  std::vector<float> fourgrams;
  float bigram_threshold;
};

std::size_t count_kept_contexts(const NGrams& ngrams) {
  std::size_t contexts = 0;
  std::uint64_t last = ~std::uint64_t{0};
  for (std::size_t i = 0; i < ngrams.size(); ++i) {
    if (ngrams.kept[i] == 0) continue;
    const std::uint64_t context = NGrams::prefix(ngrams.keys[i]);
    contexts += context != last ? 1 : 0;
    last = context;
  }
  return contexts;
}

/// Marks the longer n-grams worth at least `threshold`, with all that they lean on, and the bigrams
/// that are worth it by themselves. Returns how many bytes of the model that takes.
double mark(ModelParts& parts, const Worths& worths, float threshold) {
  for (NGrams* ngrams : {&parts.bigrams, &parts.trigrams, &parts.fourgrams}) {
    ngrams->kept.assign(ngrams->size(), 0);
  }
  keep_worthy(parts.fourgrams, worths.fourgrams, threshold);
  drop_costly_contexts(parts.fourgrams, worths.fourgrams, threshold);
  keep_worthy(parts.trigrams, worths.trigrams, threshold);
  keep_parts(parts.fourgrams, parts.trigrams);
  keep_parts(parts.trigrams, parts.bigrams);
  keep_worthy(parts.bigrams, worths.bigrams, worths.bigram_threshold);
  const std::size_t rows =
      count_kept_contexts(parts.trigrams) + count_kept_contexts(parts.fourgrams);
  return static_cast<double>(count_kept(parts.bigrams)) * kBytesPerBigram +
         static_cast<double>(count_kept(parts.trigrams)) * kBytesPerTrigram +
         static_cast<double>(count_kept(parts.fourgrams)) * kBytesPerFourgram +
         static_cast<double>(rows) * kBytesPerRow;
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
    return
        [&ngrams](std::uint64_t key) { return double{ngrams.log_probability[ngrams.find(key)]}; };
  };
  const double fixed = 400'000;  // vocabulary tables and header
  const double total = std::max(0.0, static_cast<double>(options.max_bytes) - fixed);
  const double for_bigrams = total * options.bigram_share;
  // What holds a pair that is left out as rare cannot stay.
  const std::uint32_t min_trigram = std::max(options.min_trigram_count, options.min_bigram_count);
  const std::uint32_t min_fourgram = std::max(options.min_fourgram_count, min_trigram);
  Worths worths{.bigrams = worth(parts.bigrams, kBytesPerBigram, options.min_bigram_count,
                                 parts.vocabulary, unigram),
                .trigrams = worth(parts.trigrams, kBytesPerTrigram, min_trigram, parts.vocabulary,
                                  stored(parts.bigrams)),
                .fourgrams = worth(parts.fourgrams, kBytesPerFourgram, min_fourgram,
                                   parts.vocabulary, stored(parts.trigrams)),
                .bigram_threshold = 0};
  worths.bigram_threshold =
      nth_largest(worths.bigrams, static_cast<std::size_t>(for_bigrams / kBytesPerBigram));
  std::vector<float> longer = worths.trigrams;
  longer.insert(longer.end(), worths.fourgrams.begin(), worths.fourgrams.end());
  std::sort(longer.begin(), longer.end(), std::greater<>());

  // What is needed as prefix or suffix comes on top of what is worth it: halve the choice of
  // thresholds until all fits, and no more.
  const auto threshold_of = [&](std::size_t kept) {
    return kept < longer.size() ? std::max(longer[kept], kWorthless / 2) : kWorthless / 2;
  };
  auto most = static_cast<std::size_t>((total - for_bigrams) / kBytesPerFourgram);
  if (mark(parts, worths, threshold_of(most)) <= total) return;
  std::size_t fits = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t middle = fits + (most - fits) / 2;
    (mark(parts, worths, threshold_of(middle)) <= total ? fits : most) = middle;
  }
  mark(parts, worths, threshold_of(fits));
}

}  // namespace fuyuan
