#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// What a document itself says about its language: how often its healthy characters and pairs of
/// characters occur. A word that is rare elsewhere but frequent on this page is likely where a hole
/// could hold it.
class PageCache {
 public:
  explicit PageCache(const LanguageModel& model)
      : model_(&model), singles_(model.vocabulary_size() + 1, 0) {}

  /// Whether the page has `token` at all: else `blend` leaves things as they are.
  bool has(Token token) const { return singles_[token] != 0; }

  void learn(std::u32string_view healthy);

  /// Pulls the model's log-probability of `token` in its context towards what the page shows.
  float blend(const Context& context, Token token, float log_probability) const;

  bool empty() const { return total_ < kMinCharacters; }

 private:
  static constexpr std::uint32_t kMinCharacters = 60;

  const LanguageModel* model_;
  std::unordered_map<std::uint32_t, std::uint32_t> pairs_;
  std::vector<std::uint32_t> singles_;  ///< by token
  std::uint32_t total_ = 0;
};

}  // namespace fuyuan
