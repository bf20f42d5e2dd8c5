#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/static_map.hpp"
#include "text/char_class.hpp"

namespace fuyuan {

/// A model's name for a character: characters outside its vocabulary share a token with their
/// class.
using Token = std::uint16_t;

/// The paragraph boundary: what stands before the first character and at every line end.
inline constexpr Token kBoundary = 0;

/// What the model remembers of the text so far: the last three tokens and their back-off weights.
struct Context {
  Token first = kBoundary;
  Token second = kBoundary;
  Token third = kBoundary;  ///< the most recent one
  float backoff1 = 0;       ///< of (third)
  float backoff2 = 0;       ///< of (second, third)
  float backoff3 = 0;       ///< of (first, second, third)
  // How much a longer context can add at most, as P(abc) <= P(bc):
  float most2 = 0;  ///< log P(third) − log P(second, third)
  float most3 = 0;  ///< log P(second, third) − log P(first, second, third)

  std::uint64_t key() const noexcept {
    return std::uint64_t{first} << 32 | std::uint64_t{second} << 16 | third;
  }
};

/// The character language model: n-grams up to order four with back-off, read in place from one
/// flat block of memory (see `model_format.hpp`). Probabilities are natural logarithms. Unigrams
/// and bigrams are exact and can be listed; longer n-grams live in a StaticMap, asked only where
/// the n-gram without its first character exists, which keeps its false finds rare.
/// Safe to share between threads.
class LanguageModel {
 public:
  /// The model built into the executable.
  static const LanguageModel& embedded();

  /// Reads a model in place; `bytes` must outlive it. Throws std::runtime_error where they are not
  /// a model of this version.
  explicit LanguageModel(std::span<const unsigned char> bytes);

  Token token(char32_t code_point) const noexcept {
    if (code_point > 0x10FFFF) return fallback_;
    return pages_[std::size_t{page_index_[code_point >> 8]} << 8 | (code_point & 0xFF)];
  }

  /// log P(character | token): nothing for a token of one character; the spread over its members
  /// for a class; letter case costs extra, and so does the no-break space.
  float spread(char32_t code_point, Token token) const noexcept {
    const bool upper = code_point - U'A' < 26;
    const bool no_break = code_point == kNoBreakSpace;
    return spread_[token] - (upper ? kUpperCaseCost : no_break ? kNoBreakCost : 0.0F);
  }

  /// log of the share of the training text that is `token`. Ascending tokens of one character each
  /// have descending shares.
  float unigram(Token token) const noexcept { return unigram_[token]; }

  /// What `score` found, for `advance` to reuse.
  struct Scored {
    float log_probability = 0;
    float from_trigram = 0;    ///< log P(token | second, third), if `trigram`
    std::int32_t bigram = -1;  ///< index of (third, token), or -1
    bool trigram = false;
  };

  /// log P(token | context).
  Scored score(const Context& context, Token token) const noexcept {
    return score_bigram(context, token, find_bigram(context.third, token));
  }

  /// The same where the bigram was looked up already: its index, or -1. Bigrams of one first token
  /// have the indices from `first_bigram` on, in the order of `successors`.
  Scored score_bigram(const Context& context, Token token, std::int32_t bigram) const noexcept;
  /// Brings into the cache what `score_bigram` will read.
  void prefetch(const Context& context, Token token, std::int32_t bigram) const noexcept {
    if (bigram >= 0 && context.backoff2 != 0)
      long_ngrams_.prefetch(trigram_key(context.second, context.third, token));
  }

  /// No longer n-gram makes a token with this bigram likelier than that.
  float upper_bound(const Context& context, std::int32_t bigram) const noexcept {
    const float longer =
        context.most2 + kSlack + std::max(context.backoff3, context.most3 + kSlack);
    return -kProbabilityStep * static_cast<float>(bigram_probability_[bigram]) +
           std::max(context.backoff2 + context.backoff3, longer);
  }
  std::int32_t first_bigram(Token token) const noexcept {
    return static_cast<std::int32_t>(rows_[token]);
  }

  /// The context after `token`; `scored` must come from `score(context, token)`.
  Context advance(const Context& context, Token token, const Scored& scored) const noexcept;

  Context start() const noexcept;

  /// The tokens seen after `token` in ascending order.
  std::span<const Token> successors(Token token) const noexcept {
    return {bigram_ids_ + rows_[token], bigram_ids_ + rows_[token + 1]};
  }

  /// The code point of a vocabulary token; 0 for the boundary and for classes.
  char32_t code_point(Token token) const noexcept { return code_points_[token]; }

  /// log P of a whole text from a paragraph start, in nats.
  double score_text(std::u32string_view text) const noexcept;

  std::size_t vocabulary_size() const noexcept { return vocabulary_; }
  std::size_t bigram_count() const noexcept { return rows_[vocabulary_]; }
  std::size_t byte_size() const noexcept { return size_; }
  /// What the trainer wrote about the model: JSON.
  std::string_view description() const noexcept { return description_; }

  static std::uint64_t trigram_key(Token a, Token b, Token c) noexcept {
    return std::uint64_t{1} << 60 | std::uint64_t{a} << 32 | std::uint64_t{b} << 16 | c;
  }
  static std::uint64_t backoff_key(Token a, Token b, Token c) noexcept {
    return std::uint64_t{2} << 60 | std::uint64_t{a} << 32 | std::uint64_t{b} << 16 | c;
  }
  static std::uint64_t fourgram_key(Token a, Token b, Token c, Token d) noexcept {
    return std::uint64_t{3} << 60 | std::uint64_t{a} << 45 | std::uint64_t{b} << 30 |
           std::uint64_t{c} << 15 | d;
  }

  static constexpr float kProbabilityStep = 1.0F / 14;  ///< of a bigram's stored byte
  static constexpr float kBackoffStep = 1.0F / 40;
  static constexpr float kBackoffBias = 3.0F;  ///< stored back-offs lie in [-3.4, 3]
  static constexpr float kUpperCaseCost = 2.0F;
  static constexpr float kNoBreakCost = 4.0F;
  /// What smoothing adds to the most that a longer context can, in nats.
  static constexpr float kSlack = 1.5F;

 private:
  std::int32_t find_bigram(Token first, Token second) const noexcept;

  std::size_t size_ = 0;
  std::size_t vocabulary_ = 0;
  Token fallback_ = 0;
  const std::uint16_t* page_index_ = nullptr;
  const Token* pages_ = nullptr;
  const float* spread_ = nullptr;
  const float* unigram_ = nullptr;
  const float* unigram_backoff_ = nullptr;
  const char32_t* code_points_ = nullptr;
  const std::uint32_t* rows_ = nullptr;
  const Token* bigram_ids_ = nullptr;
  const unsigned char* bigram_probability_ = nullptr;
  const unsigned char* bigram_backoff_ = nullptr;
  const float* trigram_levels_ = nullptr;
  const float* fourgram_levels_ = nullptr;
  const float* backoff_levels_ = nullptr;
  StaticMap long_ngrams_;
  std::string_view description_;
};

}  // namespace fuyuan
