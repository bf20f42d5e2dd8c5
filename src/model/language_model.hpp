#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/ngram_rows.hpp"
#include "model/successor_set.hpp"
#include "text/char_class.hpp"

namespace fuyuan {

struct ModelHeader;

/// A model's name for a character: characters outside its vocabulary share a token with their
/// class.
using Token = std::uint16_t;

/// The paragraph boundary: what stands before the first character and at every line end.
inline constexpr Token kBoundary = 0;

/// What the model remembers of the text so far: the last three tokens, their back-off weights and
/// what is known to follow them.
struct Context {
  Token first = kBoundary;
  Token second = kBoundary;
  Token third = kBoundary;  ///< the most recent one
  float backoff1 = 0;       ///< of (third)
  float backoff2 = 0;       ///< of (second, third)
  float backoff3 = 0;       ///< of (first, second, third)
  NGramRow trigrams;        ///< after (second, third)
  NGramRow fourgrams;       ///< after (first, second, third)
  /// Indices of (second, third) and (first, second, third) where what follows them is still to be
  /// looked up: see LanguageModel::complete.
  std::int32_t open_pair = -1;
  std::int32_t open_triple = -1;

  std::uint64_t key() const noexcept {
    return std::uint64_t{first} << 32 | std::uint64_t{second} << 16 | third;
  }
  /// The key of the context after `token`.
  static std::uint64_t key_after(std::uint64_t key, Token token) noexcept {
    constexpr std::uint64_t kTokens = (std::uint64_t{1} << 48) - 1;
    return token == kBoundary ? 0 : (key << 16 | token) & kTokens;
  }
};

/// The character language model: n-grams up to order four with back-off, read in place from one
/// flat block of memory (see `model_format.hpp`). Every n-gram that it has keeps its prefix and its
/// suffix, so that each order is found by its place in the order before it, and nothing that is not
/// there is ever found. Probabilities are natural logarithms.
/// Safe to share between threads.
class LanguageModel {
 public:
  /// The model built into the executable.
  static const LanguageModel& embedded();

  /// Reads a model in place; `bytes` must outlive it, and begin at a multiple of eight. Throws
  /// std::runtime_error where they are not a whole model of this version.
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
    std::int32_t bigram = -1;   ///< index of (third, token), or -1
    std::int32_t trigram = -1;  ///< index of (second, third, token), or -1
  };

  /// log P(token | context).
  Scored score(const Context& context, Token token) const noexcept;

  /// Scores tokens that ascend, all after one context: what is known to follow is walked once
  /// instead of searched for each token. Gives what `score` gives. There may be one at a time in a
  /// thread.
  class AscendingScorer {
   public:
    AscendingScorer(const LanguageModel& model, const Context& context);

    Scored score(Token token) noexcept;

    /// Whether it is known to follow the last token. Of those that are not, the ones that are
    /// rarer by themselves cost more.
    bool may_follow(Token token) const noexcept { return successors_.find(token) >= 0; }

   private:
    const LanguageModel* model_;
    const Context& context_;
    const SuccessorSet& successors_;
    std::size_t trigram_ = 0;  ///< how far the row of the context is walked
  };

  /// The context after `token`; `scored` must come from `score(context, token)`.
  Context advance(const Context& context, Token token, const Scored& scored) const noexcept {
    Context next = follow(context, token, scored);
    complete(next);
    return next;
  }

  /// The same for a context of which nothing may come: before anything is scored in it, `complete`
  /// must look up what follows it.
  Context follow(const Context& context, Token token, const Scored& scored) const noexcept;
  void complete(Context& context) const noexcept;
  /// Brings into the cache what `complete` will read.
  void prefetch(const Context& context) const noexcept;

  Context start() const noexcept;

  /// The tokens seen after `token` in ascending order.
  std::span<const Token> successors(Token token) const noexcept {
    return {bigram_ids_ + rows_[token], bigram_ids_ + rows_[token + 1]};
  }

  /// log P of each of them after it, in steps of `-kProbabilityStep`.
  std::span<const unsigned char> successor_levels(Token token) const noexcept {
    return {bigram_probability_ + rows_[token], bigram_probability_ + rows_[token + 1]};
  }

  /// log of what a token keeps for those that were never seen after it.
  float unigram_backoff(Token token) const noexcept { return unigram_backoff_[token]; }

  /// The code point of a vocabulary token; 0 for the boundary and for classes.
  char32_t code_point(Token token) const noexcept { return code_points_[token]; }

  /// log P of a whole text from a paragraph start, in nats.
  double score_text(std::u32string_view text) const noexcept;

  std::size_t vocabulary_size() const noexcept { return vocabulary_; }
  std::size_t bigram_count() const noexcept { return rows_[vocabulary_]; }
  std::size_t byte_size() const noexcept { return size_; }
  /// Tells models of one process apart: 1 and more.
  std::uint32_t id() const noexcept { return id_; }
  /// What the trainer wrote about the model: JSON.
  std::string_view description() const noexcept { return description_; }

  static constexpr float kProbabilityStep = 1.0F / 14;  ///< of a bigram's stored byte
  static constexpr float kUpperCaseCost = 2.0F;
  static constexpr float kNoBreakCost = 4.0F;

 private:
  friend class TextScorer;

  LanguageModel(std::span<const unsigned char> bytes, const ModelHeader& header);

  std::int32_t find_bigram(Token first, Token second) const noexcept;
  /// With the indices of the bigram and, in the row of the context, of the trigram; -1: none.
  Scored score_found(const Context& context, Token token, std::int32_t bigram,
                     std::int32_t trigram) const noexcept;
  void set_trigrams(Context& context, const NGramRow& row) const noexcept;
  void set_fourgrams(Context& context, const NGramRow& row) const noexcept;

  std::uint32_t id_;
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
  const float* trigram_levels_ = nullptr;
  const float* fourgram_levels_ = nullptr;
  const float* pair_backoffs_ = nullptr;    ///< by level
  const float* triple_backoffs_ = nullptr;  ///< by level
  NGramRows trigrams_;                      ///< contexts are bigrams by index
  NGramRows fourgrams_;                     ///< contexts are trigrams by index
  std::string_view description_;
};

// What the innermost loops call, and must not pay a call for.

inline std::int32_t LanguageModel::find_bigram(Token first, Token second) const noexcept {
  const std::uint32_t begin = rows_[first];
  std::uint32_t length = rows_[first + 1] - begin;
  if (length == 0) return -1;
  const Token* at = bigram_ids_ + begin;
  while (length > 1) {  // halving without branches, which nobody could foretell
    const std::uint32_t half = length / 2;
    at += half & -static_cast<std::uint32_t>(at[half - 1] < second);
    length -= half;
  }
  return *at == second ? static_cast<std::int32_t>(at - bigram_ids_) : -1;
}

inline LanguageModel::Scored LanguageModel::score_found(const Context& context, Token token,
                                                        std::int32_t bigram,
                                                        std::int32_t trigram) const noexcept {
  Scored scored;
  scored.bigram = bigram;
  if (bigram < 0) {
    scored.log_probability =
        unigram_[token] + context.backoff1 + context.backoff2 + context.backoff3;
    return scored;
  }
  if (trigram < 0) {
    scored.log_probability = -kProbabilityStep * static_cast<float>(bigram_probability_[bigram]) +
                             context.backoff2 + context.backoff3;
    return scored;
  }
  const auto place = static_cast<std::uint32_t>(trigram);
  scored.trigram = static_cast<std::int32_t>(context.trigrams.first + place);
  // The tokens after the last two are what a four-gram's rank counts.
  const int fourgram = fourgrams_.find(context.fourgrams, place);
  scored.log_probability =
      fourgram == NGramRows::kMissing
          ? trigram_levels_[trigrams_.level(context.trigrams, place)] + context.backoff3
          : fourgram_levels_[fourgrams_.level(context.fourgrams,
                                              static_cast<std::size_t>(fourgram))];
  return scored;
}

inline LanguageModel::Scored LanguageModel::score(const Context& context,
                                                  Token token) const noexcept {
  const std::int32_t bigram = find_bigram(context.third, token);
  if (bigram < 0) return score_found(context, token, -1, -1);
  // What `advance` will ask for lies far away.
  trigrams_.prefetch(static_cast<std::size_t>(bigram));
  const int trigram =
      trigrams_.find(context.trigrams, static_cast<std::uint32_t>(bigram) - rows_[context.third]);
  if (trigram >= 0)
    fourgrams_.prefetch(context.trigrams.first + static_cast<std::uint32_t>(trigram));
  return score_found(context, token, bigram, trigram);
}

inline LanguageModel::Scored LanguageModel::AscendingScorer::score(Token token) noexcept {
  const std::int32_t place = successors_.find(token);
  if (place < 0) return model_->score_found(context_, token, -1, -1);
  const NGramRow& row = context_.trigrams;
  const auto rank = static_cast<std::uint32_t>(place);
  const NGramRows& rows = model_->trigrams_;
  if (trigram_ < row.size && rows.rank(row, trigram_) < rank)
    trigram_ = rows.lower_bound(row, rank, trigram_ + 1);
  const bool known = trigram_ < row.size && rows.rank(row, trigram_) == rank;
  return model_->score_found(context_, token,
                             static_cast<std::int32_t>(model_->rows_[context_.third] + rank),
                             known ? static_cast<std::int32_t>(trigram_) : NGramRows::kMissing);
}

inline Context LanguageModel::follow(const Context& context, Token token,
                                     const Scored& scored) const noexcept {
  if (token == kBoundary) return start();
  Context next;
  next.first = context.second;
  next.second = context.third;
  next.third = token;
  next.backoff1 = unigram_backoff_[token];
  next.open_pair = scored.bigram;
  next.open_triple = scored.trigram;
  return next;
}

inline void LanguageModel::set_trigrams(Context& context, const NGramRow& row) const noexcept {
  context.trigrams = row;
  context.backoff2 = row.size > 0 ? pair_backoffs_[row.weight] : 0;
}

inline void LanguageModel::set_fourgrams(Context& context, const NGramRow& row) const noexcept {
  context.fourgrams = row;
  context.backoff3 = row.size > 0 ? triple_backoffs_[row.weight] : 0;
}

}  // namespace fuyuan
