#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// All n-grams of one order in ascending order of their packed tokens (14 bits each, the first
/// token highest), with what the trainer computes for each.
struct NGrams {
  static constexpr int kTokenBits = 14;

  int order = 0;
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> counts;   ///< in the text
  std::vector<std::uint32_t> weights;  ///< what the estimator counts, see `leave_to_lower`
  std::vector<float> log_probability;  ///< log P(last | the others), interpolated
  std::vector<char> kept;              ///< whether the model will have it

  std::size_t size() const { return keys.size(); }
  /// The index of `key`, or size().
  std::size_t find(std::uint64_t key) const;

  static Token token_at(std::uint64_t key, int from_last) {
    return static_cast<Token>(key >> (kTokenBits * from_last) & ((1U << kTokenBits) - 1));
  }
  std::uint64_t suffix(std::uint64_t key) const {
    return key & ((std::uint64_t{1} << (kTokenBits * (order - 1))) - 1);
  }
  static std::uint64_t prefix(std::uint64_t key) { return key >> kTokenBits; }
};

/// Counts the n-grams of `order` in a token stream. N-grams with the boundary inside are left out:
/// paragraphs do not know of each other.
NGrams count_ngrams(std::span<const Token> tokens, int order);

/// Drops the n-grams that are not kept.
void remove_unkept(NGrams& ngrams);

}  // namespace fuyuan
