#include "model/model_writer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "model/model_format.hpp"
#include "model/static_map.hpp"

namespace fuyuan {
namespace {

constexpr int kLevels = 1 << StaticMap::kValueBits;

/// The 32 values that stand for all `values` with least squared error (Lloyd's algorithm from
/// evenly spaced quantiles).
std::array<float, kLevels> choose_levels(std::vector<float> values) {
  std::array<float, kLevels> levels{};
  if (values.empty()) return levels;
  std::sort(values.begin(), values.end());
  for (int i = 0; i < kLevels; ++i) {
    levels[i] = values[values.size() * static_cast<std::size_t>(2 * i + 1) / (2 * kLevels)];
  }
  for (int round = 0; round < 30; ++round) {
    std::array<double, kLevels> sum{};
    std::array<double, kLevels> count{};
    int level = 0;
    for (const float value : values) {  // ascending, so the nearest level only moves up
      while (level + 1 < kLevels &&
             std::abs(levels[level + 1] - value) <= std::abs(levels[level] - value)) {
        ++level;
      }
      sum[level] += value;
      count[level] += 1;
    }
    for (int i = 0; i < kLevels; ++i) {
      if (count[i] > 0) levels[i] = static_cast<float>(sum[i] / count[i]);
    }
  }
  return levels;
}

std::uint8_t nearest(const std::array<float, kLevels>& levels, float value) {
  const auto above = std::lower_bound(levels.begin(), levels.end(), value);
  if (above == levels.begin()) return 0;
  if (above == levels.end()) return kLevels - 1;
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
  std::string finish(std::uint32_t vocabulary, const StaticMap::Built& map) {
    header_.magic = ModelHeader::kMagic;
    header_.vocabulary = vocabulary;
    header_.segment_length = map.segment_length;
    header_.map_seed = map.seed;
    header_.file_size = sizeof header_ + body_.size();
    std::string out(sizeof header_, '\0');
    std::memcpy(out.data(), &header_, sizeof header_);
    return out + body_;
  }

 private:
  ModelHeader header_{};
  std::string body_;
};

struct LongNGrams {
  std::vector<std::pair<std::uint64_t, std::uint8_t>> entries;
  std::vector<float> levels;  ///< 3 × kLevels

  void add_levels(const std::array<float, kLevels>& more) {
    levels.insert(levels.end(), more.begin(), more.end());
  }
};

/// Trigrams, four-grams and the back-offs of trigram contexts, quantised.
LongNGrams collect_long(const ModelParts& parts) {
  LongNGrams out;
  const auto token = [](std::uint64_t key, int from_last) {
    return NGrams::token_at(key, from_last);
  };
  const auto three = choose_levels(parts.trigrams.log_probability);
  for (std::size_t i = 0; i < parts.trigrams.size(); ++i) {
    const std::uint64_t key = parts.trigrams.keys[i];
    out.entries.emplace_back(
        LanguageModel::trigram_key(token(key, 2), token(key, 1), token(key, 0)),
        nearest(three, parts.trigrams.log_probability[i]));
  }
  const auto four = choose_levels(parts.fourgrams.log_probability);
  for (std::size_t i = 0; i < parts.fourgrams.size(); ++i) {
    const std::uint64_t key = parts.fourgrams.keys[i];
    out.entries.emplace_back(
        LanguageModel::fourgram_key(token(key, 3), token(key, 2), token(key, 1), token(key, 0)),
        nearest(four, parts.fourgrams.log_probability[i]));
  }
  std::vector<std::pair<std::uint64_t, float>> backoffs;
  std::vector<float> weights;
  for_each_backoff(
      parts.fourgrams,
      [&](std::uint64_t key) {
        return double{parts.trigrams.log_probability[parts.trigrams.find(key)]};
      },
      [&](std::uint64_t context, float weight) {
        backoffs.emplace_back(
            LanguageModel::backoff_key(token(context, 2), token(context, 1), token(context, 0)),
            weight);
        weights.push_back(weight);
      });
  const auto back = choose_levels(weights);
  for (const auto& [key, weight] : backoffs) out.entries.emplace_back(key, nearest(back, weight));
  out.add_levels(three);
  out.add_levels(four);
  out.add_levels(back);
  return out;
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
  const auto backoff_byte = [](double weight) {
    return to_byte((LanguageModel::kBackoffBias - weight) / LanguageModel::kBackoffStep);
  };
  std::vector<std::uint8_t> backoffs(parts.bigrams.size(), backoff_byte(0));
  for_each_backoff(
      parts.trigrams,
      [&](std::uint64_t key) {
        return double{parts.bigrams.log_probability[parts.bigrams.find(key)]};
      },
      [&](std::uint64_t context, float weight) {
        backoffs[parts.bigrams.find(context)] = backoff_byte(weight);
      });
  std::vector<float> unigram_backoffs(vocabulary, 0.0F);
  for_each_backoff(
      parts.bigrams, [&](std::uint64_t key) { return double{parts.unigram[key]}; },
      [&](std::uint64_t context, float weight) { unigram_backoffs[context] = weight; });
  sections.put(ModelHeader::unigram, parts.unigram);
  sections.put(ModelHeader::unigram_backoff, unigram_backoffs);
  sections.put(ModelHeader::rows, rows);
  sections.put(ModelHeader::bigram_ids, ids);
  sections.put(ModelHeader::bigram_probability, probabilities);
  sections.put(ModelHeader::bigram_backoff, backoffs);
}

}  // namespace

std::string write_model(const ModelParts& parts) {
  Sections sections;
  sections.put(ModelHeader::page_index, parts.vocabulary.page_index());
  sections.put(ModelHeader::pages, parts.vocabulary.pages());
  sections.put(ModelHeader::spread, parts.vocabulary.spreads());
  sections.put(ModelHeader::code_points, parts.vocabulary.code_points());
  put_bigrams(parts, sections);
  const LongNGrams long_ngrams = collect_long(parts);
  sections.put(ModelHeader::levels, long_ngrams.levels);
  const StaticMap::Built map = StaticMap::build(long_ngrams.entries);
  sections.put(ModelHeader::long_ngrams, map.slots);
  sections.put_bytes(ModelHeader::description, parts.description.data(), parts.description.size());
  return sections.finish(static_cast<std::uint32_t>(parts.vocabulary.size()), map);
}

}  // namespace fuyuan
