#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

struct TrainerOptions {
  int order = 4;  ///< 3 or 4
  /// N-grams are pruned until the model fits. With the masked model it must stay below 24 MB.
  std::size_t max_bytes = 21'000'000;
  std::uint32_t min_character_count = 8;  ///< rarer characters share their class's token
  std::uint32_t min_bigram_count = 2;
  std::uint32_t min_trigram_count = 2;
  std::uint32_t min_fourgram_count = 2;
  double bigram_share = 0.21;  ///< of `max_bytes`
};

/// Makes a language model from text. The same text in the same order gives the same bytes.
class Trainer {
 public:
  explicit Trainer(TrainerOptions options) : options_(options) {}

  /// Adds a text of one or more paragraphs (UTF-8, one a line). `name` is kept in the description.
  /// Throws std::runtime_error, naming the offset, where the text is not UTF-8.
  void add(std::string_view name, std::string_view text);

  /// The model file. Throws std::runtime_error if there is no text.
  std::string train();

 private:
  struct Source {
    std::string name;
    std::size_t characters = 0;
  };

  TrainerOptions options_;
  std::vector<Source> sources_;
  std::u32string text_;  ///< all paragraphs, each ended by a line feed
};

}  // namespace fuyuan
