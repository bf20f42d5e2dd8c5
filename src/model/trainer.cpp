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
#include "text/json.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Shares of the text, with a floor, so that no token is impossible. Not Kneser-Ney's: counting
/// contexts makes rare characters likelier, and mojibake, which is full of them, cheaper by two
/// bits a character, while healthy text gains a hundredth of a bit.
std::vector<float> estimate_unigrams(std::span<const Token> tokens, std::size_t vocabulary) {
  constexpr double kFloor = 0.5;
  std::vector<double> counts(vocabulary, kFloor);
  for (const Token token : tokens) counts[token] += 1;
  const double total =
      static_cast<double>(tokens.size()) + kFloor * static_cast<double>(vocabulary);
  std::vector<float> out;
  out.reserve(vocabulary);
  for (const double count : counts) out.push_back(static_cast<float>(std::log(count / total)));
  return out;
}

/// Log-probabilities of all that is kept, lower orders first.
void estimate_all(ModelParts& parts) {
  if (parts.fourgrams.size() > 0) leave_to_lower(parts.fourgrams, parts.trigrams);
  leave_to_lower(parts.trigrams, parts.bigrams);
  const auto from = [](const NGrams& lower) {
    return [&lower](std::uint64_t suffix) {
      return double{lower.log_probability[lower.find(suffix)]};
    };
  };
  estimate(parts.bigrams, [&](std::uint64_t token) { return double{parts.unigram[token]}; });
  estimate(parts.trigrams, from(parts.bigrams));
  estimate(parts.fourgrams, from(parts.trigrams));
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
  parts.trigrams = count_ngrams(tokens, 3);
  if (options_.order >= 4) parts.fourgrams = count_ngrams(tokens, 4);
  parts.fourgrams.order = 4;
  tokens = {};

  estimate_all(parts);
  prune(parts, options_);
  estimate_all(parts);  // what is pruned becomes the lower order's
  for (NGrams* ngrams : {&parts.bigrams, &parts.trigrams, &parts.fourgrams}) remove_unkept(*ngrams);
  std::string sources;
  for (const Source& source : sources_) {
    sources += fmt::format("{}{{\"name\":{},\"characters\":{}}}", sources.empty() ? "" : ",",
                           json_string(source.name), source.characters);
  }
  parts.description = fmt::format(
      "{{\"order\":{},\"characters\":{},\"tokens\":{},\"bigrams\":{},\"trigrams\":{},"
      "\"fourgrams\":{},\"sources\":[{}]}}",
      options_.order, characters, vocabulary.size(), parts.bigrams.size(), parts.trigrams.size(),
      parts.fourgrams.size(), sources);
  return write_model(parts);
}

}  // namespace fuyuan
