#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

struct MaskedTrainerOptions {
  // In characters that are read.
  std::size_t warm_up = 140'000'000;      ///< without n-grams, to learn the language
  std::size_t with_model = 40'000'000;    ///< with them, to learn what they do not know
  std::size_t min_character_count = 100;  ///< rarer characters are all one
};

/// Makes a masked model for a language model. The same texts in the same order give the same
/// numbers, but for what the C library's `exp` and `pow` make of them in the last place.
class MaskedTrainer {
 public:
  MaskedTrainer(const LanguageModel& model, MaskedTrainerOptions options)
      : model_(model), options_(options) {}

  /// Adds a text (UTF-8, a paragraph a line). Of every two paragraphs the first is for n-grams
  /// that the second is held against: what they know must not be what they have seen. Throws
  /// std::runtime_error, naming the offset, where the text is not UTF-8.
  void add(std::string_view text);

  /// The model file. `report` is told how it goes, a line now and then. Throws std::runtime_error
  /// if there is too little text.
  std::string train(const std::function<void(std::string_view)>& report) const;

 private:
  const LanguageModel& model_;
  MaskedTrainerOptions options_;
  std::string guides_;           ///< the paragraphs for the n-grams
  std::vector<Token> all_;       ///< all paragraphs, each ended by kBoundary
  std::vector<Token> held_out_;  ///< those that the n-grams do not see
};

}  // namespace fuyuan
