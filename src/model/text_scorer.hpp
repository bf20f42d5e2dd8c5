#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/language_model.hpp"
#include "model/score_memo.hpp"

namespace fuyuan {

/// Scores a text that is known beforehand, from a paragraph start on: gives what
/// LanguageModel::score and advance give, but looks several tokens up at a time, so that the waits
/// for memory overlap, and remembers what it found lately.
class TextScorer {
 public:
  explicit TextScorer(const LanguageModel& model)
      : model_(model), memo_(ScoreMemo::of_thread()), context_(model.start()) {}

  /// What follows begins a paragraph.
  void restart() {
    context_ = model_.start();
    is_complete_ = true;
  }

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
  /// Whether all of it was scored lately: then sets the scores, but for the spread over classes.
  bool recall(std::span<const Token> tokens, std::span<float> out);
  /// Looks up what `recall` left out of the context.
  void complete_context();
  void look_up(std::span<const Token> tokens, std::span<float> out);
  /// Goes on to the context after it.
  void follow(const Found& found);

  const LanguageModel& model_;
  ScoreMemo& memo_;
  Context context_;          ///< before the block
  bool is_complete_ = true;  ///< false: the context has its tokens and nothing else
};

}  // namespace fuyuan
