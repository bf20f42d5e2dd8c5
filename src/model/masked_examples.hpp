#pragma once

#include <random>
#include <span>
#include <vector>

#include "model/confusions.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// One character, or two in a row, as if a byte had been lost of each, and what may have stood
/// there.
struct MaskedExample {
  struct Choice {
    Token first;
    Token second;  ///< of a pair
    float base;    ///< what the n-grams say, flattened, in nats
  };

  std::size_t at = 0;  ///< of the first, in the text
  bool is_pair = false;
  std::vector<Choice> choices;
  std::size_t truth = 0;  ///< index of what does stand there
};

/// Makes examples of places of a text.
class MaskedExamples {
 public:
  /// What n-grams count for, as in the lattice's posterior.
  static constexpr float kFlattening = 0.8F;

  /// `text`: tokens of `model`, paragraphs ended by kBoundary. `guide`: n-grams that have not seen
  /// the text, or nullptr, for which all is alike. All must outlive this.
  MaskedExamples(std::span<const Token> text, const LanguageModel& model,
                 const Confusions& confusions, const LanguageModel* guide);

  std::span<const Token> text() const { return text_; }
  bool has_guide() const { return guide_ != nullptr; }

  /// Of one of the ways in which the character can lose a byte, by chance. False: there is none.
  bool make_single(std::size_t at, std::mt19937_64& random, MaskedExample& out) const;
  /// Of the character and the next. False also where the guide rules out the truth. Needs a guide.
  bool make_pair(std::size_t at, std::mt19937_64& random, MaskedExample& out) const;

 private:
  struct Hypothesis {
    float score;
    Token first;
    Token second;
    Context context;
  };

  Context context_at(std::size_t at) const;
  Hypothesis extend(const Context& context, Token token) const;
  float score_onward(Context context, std::size_t at) const;

  std::span<const Token> text_;
  const Confusions& confusions_;
  const LanguageModel* guide_;
  std::vector<Token> guide_token_;  ///< by token of the model
  std::vector<float> spread_;
};

}  // namespace fuyuan
