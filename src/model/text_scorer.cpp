#include "model/text_scorer.hpp"

#include <algorithm>
#include <utility>

namespace fuyuan {

void TextScorer::score(std::u32string_view text, std::span<float> out) {
  for (std::size_t begin = 0; begin < text.size(); begin += kBlock) {
    const std::size_t size = std::min(kBlock, text.size() - begin);
    score_block(text.substr(begin, size), out.subspan(begin, size));
  }
}

void TextScorer::score_block(std::u32string_view text, std::span<float> out) {
  std::array<Token, kBlock> buffer;
  const std::span<Token> tokens = std::span(buffer).first(text.size());
  std::transform(text.begin(), text.end(), tokens.begin(),
                 [&](char32_t cp) { return model_.token(cp); });
  if (!recall(tokens, out)) {
    complete_context();
    look_up(tokens, out);
  }
  for (std::size_t i = 0; i < text.size(); ++i) out[i] += model_.spread(text[i], tokens[i]);
}

bool TextScorer::recall(std::span<const Token> tokens, std::span<float> out) {
  std::uint64_t key = context_.key();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!memo_.find(model_.id(), key, tokens[i], out[i])) return false;
    key = Context::key_after(key, tokens[i]);
  }
  context_.first = static_cast<Token>(key >> 32);
  context_.second = static_cast<Token>(key >> 16);
  context_.third = static_cast<Token>(key);
  is_complete_ = false;
  return true;
}

void TextScorer::complete_context() {
  if (is_complete_) return;
  // What went before the last three tokens does not matter.
  Context context = model_.start();
  for (const Token token : {context_.first, context_.second, context_.third})
    context = model_.advance(context, token, model_.score(context, token));
  context_ = context;
  is_complete_ = true;
}

void TextScorer::follow(const Found& found) {
  if (found.token == kBoundary) {
    restart();
    return;
  }
  // In place: to put a context together and then to copy it takes longer than all the rest.
  context_.first = context_.second;
  context_.second = context_.third;
  context_.third = found.token;
  context_.backoff1 = model_.unigram_backoff_[found.token];
  model_.set_trigrams(context_, found.trigrams);
  model_.set_fourgrams(context_, found.fourgrams);
}

void TextScorer::look_up(std::span<const Token> tokens, std::span<float> out) {
  std::array<Found, kBlock> all_found;
  const std::span<Found> block = std::span(all_found).first(tokens.size());
  const auto row_before = [&](std::size_t i) {
    return i == 0 ? context_.trigrams : block[i - 1].trigrams;
  };
  Token last = context_.third;
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] = {tokens[i], model_.find_bigram(last, tokens[i]), -1, {}, {}};
    if (block[i].bigram >= 0) model_.trigrams_.prefetch(static_cast<std::size_t>(block[i].bigram));
    last = tokens[i];
  }
  last = context_.third;
  for (std::size_t i = 0; i < block.size(); ++i) {
    Found& found = block[i];
    const Token before = std::exchange(last, found.token);
    if (found.bigram < 0) continue;
    if (found.token != kBoundary)
      found.trigrams = model_.trigrams_.row(static_cast<std::size_t>(found.bigram));
    const NGramRow row = row_before(i);
    found.trigram =
        model_.trigrams_.find(row, static_cast<std::uint32_t>(found.bigram) - model_.rows_[before]);
    if (found.trigram >= 0)
      model_.fourgrams_.prefetch(row.first + static_cast<std::uint32_t>(found.trigram));
  }
  for (std::size_t i = 0; i < block.size(); ++i) {
    Found& found = block[i];
    if (found.trigram < 0 || found.token == kBoundary) continue;
    found.fourgrams =
        model_.fourgrams_.row(row_before(i).first + static_cast<std::uint32_t>(found.trigram));
  }
  for (std::size_t i = 0; i < block.size(); ++i) {
    const Found& found = block[i];
    out[i] = model_.score_found(context_, found.token, found.bigram, found.trigram).log_probability;
    memo_.keep(model_.id(), context_.key(), found.token, out[i]);
    follow(found);
  }
}

}  // namespace fuyuan
