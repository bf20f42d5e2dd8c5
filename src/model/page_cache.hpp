#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "model/pair_counts.hpp"

namespace fuyuan {

/// What a document itself says about its language: how often its healthy characters and pairs of
/// characters occur. A word that is rare elsewhere but frequent on this page is likely where a hole
/// could hold it.
class PageCache {
 public:
  explicit PageCache(const LanguageModel& model)
      : model_(&model), singles_(model.vocabulary_size() + 1, 0) {}

  /// What the page says about whatever follows one context: the same for all that end in the same
  /// token. Valid until the page learns more.
  class View {
   public:
    /// The probability of `token` by the page alone: 0 where it has none.
    float share(Token token) const {
      const std::uint32_t single = page_->singles_[token];
      if (single == 0) return 0;
      float share = of_single_ * static_cast<float>(single);
      if (!may_have_pairs_) return share;
      if (const std::uint32_t pairs = page_->pairs_.count(before_, token); pairs != 0)
        share += of_pair_ * static_cast<float>(pairs);
      return share;
    }

    /// Whether the page has it at all.
    bool has(Token token) const { return page_->singles_[token] != 0; }

    /// Pulls the model's log-probability of `token` towards what the page shows.
    float blend(Token token, float log_probability) const;

   private:
    friend class PageCache;
    const PageCache* page_ = nullptr;
    Token before_ = kBoundary;
    bool may_have_pairs_ = false;
    float of_single_ = 0;  ///< for each occurrence
    float of_pair_ = 0;
  };

  void learn(std::u32string_view healthy);

  View after(const Context& context) const;

  bool empty() const { return total_ < kMinCharacters; }

 private:
  static constexpr std::uint32_t kMinCharacters = 60;

  const LanguageModel* model_;
  std::vector<std::uint32_t> singles_;  ///< by token
  PairCounts pairs_;
  std::uint32_t total_ = 0;
};

}  // namespace fuyuan
