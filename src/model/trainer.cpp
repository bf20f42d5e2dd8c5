#include "model/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "model/estimator.hpp"
#include "model/model_writer.hpp"
#include "model/ngram_counts.hpp"
#include "model/pruner.hpp"
#include "model/vocabulary.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Unigrams: absolute discounting over a uniform distribution, so that no token is impossible.
std::vector<float> estimate_unigrams(std::span<const Token> tokens, std::size_t vocabulary) {
  std::vector<double> counts(vocabulary, 0.0);
  for (const Token token : tokens) counts[token] += 1;
  constexpr double kFloor = 0.5;
  const double total =
      static_cast<double>(tokens.size()) + kFloor * static_cast<double>(vocabulary);
  std::vector<float> out(vocabulary);
  for (std::size_t i = 0; i < vocabulary; ++i) {
    out[i] = static_cast<float>(std::log((counts[i] + kFloor) / total));
  }
  return out;
}

}  // namespace

void Trainer::add(std::string_view name, std::string_view text) {
  const std::size_t bad = find_invalid_utf8(text);
  if (bad != text.size()) {
    throw std::runtime_error(fmt::format("{}: not UTF-8 at offset {}", name, bad));
  }
  const std::size_t before = text_.size();
  text_ += to_utf32(text);
  if (!text_.empty() && text_.back() != U'\n') text_.push_back(U'\n');
  sources_.push_back({std::string(name), text_.size() - before});
}

std::string Trainer::train() {
  if (text_.empty()) throw std::runtime_error("no text to train on");
  const Vocabulary vocabulary(text_, options_.min_character_count);
  std::vector<Token> tokens;
  tokens.reserve(text_.size());
  for (const char32_t cp : text_) tokens.push_back(vocabulary.token(cp));
  const std::size_t characters = text_.size();
  text_ = {};

  ModelParts parts{.vocabulary = vocabulary,
                   .unigram = estimate_unigrams(tokens, vocabulary.size())};
  parts.bigrams = count_ngrams(tokens, 2);
  estimate(parts.bigrams, [&](std::uint64_t token) { return double{parts.unigram[token]}; });
  parts.trigrams = count_ngrams(tokens, 3);
  estimate(parts.trigrams, [&](std::uint64_t suffix) {
    return double{parts.bigrams.log_probability[parts.bigrams.find(suffix)]};
  });
  drop_rare(parts.bigrams, options_.min_bigram_count);
  if (options_.order >= 4) {
    parts.fourgrams = count_ngrams(tokens, 4);
    estimate(parts.fourgrams, [&](std::uint64_t suffix) {
      return double{parts.trigrams.log_probability[parts.trigrams.find(suffix)]};
    });
    drop_rare(parts.fourgrams, options_.min_fourgram_count);
  }
  parts.fourgrams.order = 4;
  drop_rare(parts.trigrams, options_.min_trigram_count);
  tokens = {};

  prune(parts, options_);
  std::string sources;
  for (const Source& source : sources_) {
    sources += fmt::format("{}{{\"name\":\"{}\",\"characters\":{}}}", sources.empty() ? "" : ",",
                           source.name, source.characters);
  }
  parts.description = fmt::format(
      "{{\"order\":{},\"characters\":{},\"tokens\":{},\"bigrams\":{},\"trigrams\":{},"
      "\"fourgrams\":{},\"sources\":[{}]}}",
      options_.order, characters, vocabulary.size(), parts.bigrams.size(), parts.trigrams.size(),
      parts.fourgrams.size(), sources);
  return write_model(parts);
}

}  // namespace fuyuan
