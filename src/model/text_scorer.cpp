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
  const std::span<Found> block = std::span(found_).first(text.size());
  const auto row_before = [&](std::size_t i) {
    return i == 0 ? context_.trigrams : block[i - 1].trigrams;
  };
  Token last = context_.third;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const Token token = model_.token(text[i]);
    block[i] = {token, model_.find_bigram(last, token), -1, {}, {}};
    if (block[i].bigram >= 0) model_.trigrams_.prefetch(static_cast<std::size_t>(block[i].bigram));
    last = token;
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
    out[i] =
        model_.score_found(context_, found.token, found.bigram, found.trigram).log_probability +
        model_.spread(text[i], found.token);
    context_ = model_.follow(context_, found.token, {});
    model_.set_trigrams(context_, found.trigrams);
    model_.set_fourgrams(context_, found.fourgrams);
  }
}

}  // namespace fuyuan
