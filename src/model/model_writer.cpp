#include "model/model_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "model/model_format.hpp"
#include "model/ngram_rows.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLevels = std::size_t{1} << NGramRows::kLevelBits;
constexpr std::size_t kWeights = std::size_t{1} << NGramRows::kWeightBits;

/// The `count` values that stand for all `values` with least squared error (Lloyd's algorithm from
/// evenly spaced quantiles), ascending.
std::vector<float> choose_levels(std::vector<float> values, std::size_t count) {
  std::vector<float> levels(count);
  if (values.empty()) return levels;
  std::sort(values.begin(), values.end());
  for (std::size_t i = 0; i < count; ++i) {
    levels[i] = values[values.size() * (2 * i + 1) / (2 * count)];
  }
  for (int round = 0; round < 30; ++round) {
    std::vector<double> sum(count);
    std::vector<double> members(count);
    std::size_t level = 0;
    for (const float value : values) {  // ascending, so the nearest level only moves up
      while (level + 1 < count &&
             std::abs(levels[level + 1] - value) <= std::abs(levels[level] - value)) {
        ++level;
      }
      sum[level] += value;
      members[level] += 1;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (members[i] > 0) levels[i] = static_cast<float>(sum[i] / members[i]);
    }
  }
  return levels;
}

std::uint8_t nearest(const std::vector<float>& levels, float value) {
  const auto above = std::lower_bound(levels.begin(), levels.end(), value);
  if (above == levels.begin()) return 0;
  if (above == levels.end()) return static_cast<std::uint8_t>(levels.size() - 1);
  const auto index = static_cast<std::uint8_t>(above - levels.begin());
  return *above - value < value - levels[index - 1] ? index : static_cast<std::uint8_t>(index - 1);
}

std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// Calls `visit(context, weight)` for each context of `ngrams`, ascending.
template <typename Lower, typename Visit>
void for_each_backoff(const NGrams& ngrams, Lower lower_log_probability, Visit visit) {
  for (std::size_t begin = 0; begin < ngrams.size();) {
    const std::uint64_t context = NGrams::prefix(ngrams.keys[begin]);
    double kept = 0;
    double lower = 0;
    for (; begin < ngrams.size() && NGrams::prefix(ngrams.keys[begin]) == context; ++begin) {
      kept += std::exp(ngrams.log_probability[begin]);
      lower += std::exp(lower_log_probability(ngrams.suffix(ngrams.keys[begin])));
    }
    visit(context, static_cast<float>(backoff_weight(kept, lower)));
  }
}

class Sections {
 public:
  template <typename T>
  void put(ModelHeader::Section which, const std::vector<T>& values) {
    put_bytes(which, values.data(), values.size() * sizeof(T));
  }
  void put_bytes(ModelHeader::Section which, const void* data, std::size_t size) {
    while ((body_.size() + sizeof(ModelHeader)) % 8 != 0) body_.push_back('\0');
    header_.offset[which] = body_.size() + sizeof(ModelHeader);
    header_.size[which] = size;
    body_.append(static_cast<const char*>(data), size);
  }
  std::string finish(std::uint32_t vocabulary) {
    header_.magic = ModelHeader::kMagic;
    header_.vocabulary = vocabulary;
    header_.file_size = sizeof header_ + body_.size();
    std::string out(sizeof header_, '\0');
    std::memcpy(out.data(), &header_, sizeof header_);
    return out + body_;
  }

 private:
  ModelHeader header_{};
  std::string body_;
};

/// The back-off weights of the contexts of `ngrams`, with levels that stand for them.
struct Backoffs {
  std::vector<float> weights;  ///< in the order of the contexts
  std::vector<float> levels;
};

Backoffs backoffs_of(const NGrams& ngrams, const NGrams& lower) {
  Backoffs out;
  for_each_backoff(
      ngrams, [&](std::uint64_t key) { return double{lower.log_probability[lower.find(key)]}; },
      [&](std::uint64_t /*context*/, float weight) { out.weights.push_back(weight); });
  out.levels = choose_levels(out.weights, kWeights);
  return out;
}

/// The rows of `ngrams`, whose contexts and suffixes are n-grams of `lower`.
NGramRowsBuilder make_rows(const NGrams& ngrams, const NGrams& lower,
                           const std::vector<float>& levels, const Backoffs& backoffs) {
  // Where among those with its context an n-gram of the lower order stands is the rank of a longer
  // one that ends in it.
  std::vector<std::uint32_t> rank_of(lower.size(), 0);
  for (std::size_t i = 1; i < lower.size(); ++i) {
    const bool same = NGrams::prefix(lower.keys[i]) == NGrams::prefix(lower.keys[i - 1]);
    rank_of[i] = same ? rank_of[i - 1] + 1 : 0;
  }
  NGramRowsBuilder rows;
  std::vector<NGramRowsBuilder::Entry> entries;
  std::size_t context_number = 0;
  for (std::size_t begin = 0; begin < ngrams.size(); ++context_number) {
    const std::uint64_t context = NGrams::prefix(ngrams.keys[begin]);
    entries.clear();
    for (; begin < ngrams.size() && NGrams::prefix(ngrams.keys[begin]) == context; ++begin) {
      entries.push_back({rank_of[lower.find(ngrams.suffix(ngrams.keys[begin]))],
                         nearest(levels, ngrams.log_probability[begin])});
    }
    rows.add(lower.find(context), nearest(backoffs.levels, backoffs.weights[context_number]),
             entries);
  }
  rows.finish();
  return rows;
}

void put_long(const ModelParts& parts, Sections& sections) {
  const auto three = choose_levels(parts.trigrams.log_probability, kLevels);
  const auto four = choose_levels(parts.fourgrams.log_probability, kLevels);
  const Backoffs pairs = backoffs_of(parts.trigrams, parts.bigrams);
  const Backoffs triples = backoffs_of(parts.fourgrams, parts.trigrams);
  std::vector<float> levels;
  for (const auto* part : {&three, &four, &pairs.levels, &triples.levels}) {
    levels.insert(levels.end(), part->begin(), part->end());
  }
  sections.put(ModelHeader::levels, levels);
  const NGramRowsBuilder trigrams = make_rows(parts.trigrams, parts.bigrams, three, pairs);
  sections.put(ModelHeader::trigram_blocks, trigrams.blocks());
  sections.put(ModelHeader::trigrams, trigrams.stream());
  const NGramRowsBuilder fourgrams = make_rows(parts.fourgrams, parts.trigrams, four, triples);
  sections.put(ModelHeader::fourgram_blocks, fourgrams.blocks());
  sections.put(ModelHeader::fourgrams, fourgrams.stream());
}

void put_bigrams(const ModelParts& parts, Sections& sections) {
  const std::size_t vocabulary = parts.vocabulary.size();
  std::vector<std::uint32_t> rows(vocabulary + 1, 0);
  std::vector<Token> ids;
  std::vector<std::uint8_t> probabilities;
  for (std::size_t i = 0; i < parts.bigrams.size(); ++i) {
    ++rows[NGrams::token_at(parts.bigrams.keys[i], 1) + std::size_t{1}];
    ids.push_back(NGrams::token_at(parts.bigrams.keys[i], 0));
    probabilities.push_back(
        to_byte(-parts.bigrams.log_probability[i] / LanguageModel::kProbabilityStep));
  }
  for (std::size_t i = 0; i < vocabulary; ++i) rows[i + 1] += rows[i];
  std::vector<float> unigram_backoffs(vocabulary, 0.0F);
  for_each_backoff(
      parts.bigrams, [&](std::uint64_t key) { return double{parts.unigram[key]}; },
      [&](std::uint64_t context, float weight) { unigram_backoffs[context] = weight; });
  sections.put(ModelHeader::unigram, parts.unigram);
  sections.put(ModelHeader::unigram_backoff, unigram_backoffs);
  sections.put(ModelHeader::rows, rows);
  sections.put(ModelHeader::bigram_ids, ids);
  sections.put(ModelHeader::bigram_probability, probabilities);
}

}  // namespace

std::string write_model(const ModelParts& parts) {
  Sections sections;
  sections.put(ModelHeader::page_index, parts.vocabulary.page_index());
  sections.put(ModelHeader::pages, parts.vocabulary.pages());
  sections.put(ModelHeader::spread, parts.vocabulary.spreads());
  sections.put(ModelHeader::code_points, parts.vocabulary.code_points());
  put_bigrams(parts, sections);
  put_long(parts, sections);
  sections.put_bytes(ModelHeader::description, parts.description.data(), parts.description.size());
  return sections.finish(static_cast<std::uint32_t>(parts.vocabulary.size()));
}

}  // namespace fuyuan
