#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/language_model.hpp"

namespace fuyuan {

/// Scores a text that is known beforehand, from a paragraph start on: gives what
/// LanguageModel::score and advance give, but looks several tokens up at a time, so that the waits
/// for memory overlap.
class TextScorer {
 public:
  explicit TextScorer(const LanguageModel& model) : model_(model), context_(model.start()) {}

  /// What follows begins a paragraph.
  void restart() { context_ = model_.start(); }

  /// log P of each of the next code points, the spread over their classes included, in nats. `out`
  /// is as long as `text`.
  void score(std::u32string_view text, std::span<float> out);

 private:
  static constexpr std::size_t kBlock = 32;

  /// What was found of each token of a block: as a pair and as three, with the tokens before it,
  /// and what follows those.
  struct Found {
    Token token = kBoundary;
    std::int32_t bigram = -1;
    std::int32_t trigram = -1;  ///< its place in the row of the pair before
    NGramRow trigrams;
    NGramRow fourgrams;
  };

  void score_block(std::u32string_view text, std::span<float> out);

  const LanguageModel& model_;
  Context context_;  ///< before the block
  std::array<Found, kBlock> found_;
};

}  // namespace fuyuan
