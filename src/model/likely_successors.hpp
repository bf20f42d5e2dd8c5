#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// The model's pairs of tokens as probabilities to add up: of each token the successors that it has
/// most of, and what it keeps for all others, which share that as they share all text. Not to be
/// shared between threads, each of which has its own.
class LikelySuccessors {
 public:
  static constexpr std::size_t kMost = 256;  ///< of a token

  struct Row {
    double backoff = 0;  ///< times the share of a token of all text: what it has in any case
    std::vector<std::pair<Token, float>> gains = {};  ///< what those have beyond that
    bool is_made = false;
  };

  explicit LikelySuccessors(const LanguageModel& model);
  static LikelySuccessors& of_thread(const LanguageModel& model);

  /// Valid as long as this.
  const Row& of(Token token);
  /// The share of all text that is the token.
  double unigram(std::size_t token) const { return unigrams_[token]; }

 private:
  void make(Token token, Row& row) const;

  const LanguageModel& model_;
  std::uint32_t id_;
  std::vector<double> unigrams_;
  std::vector<double> levels_;  ///< what the model's bytes stand for
  std::vector<Row> rows_;
};

}  // namespace fuyuan
