#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/group_counts.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// What a document itself says about its language: how often its healthy hanzi occur, and behind
/// what. A word that is rare elsewhere but frequent on this page is likely where a hole could hold
/// it, and so is what fills the other cells of a column.
class PageCache {
 public:
  explicit PageCache(const LanguageModel& model)
      : model_(&model),
        hanzi_(model.vocabulary_size() + 1, 0),
        contexts_(model.vocabulary_size() + 1, 0) {}

  /// What the page says about whatever follows one context: the same for all that end in the same
  /// two tokens. Valid until the page learns more.
  class View {
   public:
    /// The probability of `token` by the page alone: 0 where it has none.
    float share(Token token) const {
      const std::uint32_t hanzi = page_->hanzi_[token];
      if (hanzi == 0) return 0;
      float share = of_single_ * static_cast<float>(hanzi);
      if (!may_have_pairs_) return share;
      const std::uint32_t pairs = page_->groups_.count(GroupCounts::group(before_, token));
      if (pairs == 0) return share;
      share += of_pair_ * static_cast<float>(pairs);
      if (!may_have_triples_) return share;
      const std::uint32_t triples = page_->groups_.count(GroupCounts::append(pair_before_, token));
      return share + of_triple_ * static_cast<float>(triples);
    }

    /// Whether the page has it at all.
    bool has(Token token) const { return page_->hanzi_[token] != 0; }

    /// Pulls the model's log-probability of `token` towards what the page shows.
    float blend(Token token, float log_probability) const;

   private:
    friend class PageCache;
    const PageCache* page_ = nullptr;
    Token before_ = kBoundary;
    GroupCounts::Group pair_before_ = 0;
    bool may_have_pairs_ = false;
    bool may_have_triples_ = false;
    float of_single_ = 0;  ///< for each occurrence
    float of_pair_ = 0;
    float of_triple_ = 0;
  };

  /// Makes room for a text so long.
  void reserve(std::size_t characters) { groups_.reserve(characters); }

  void learn(std::u32string_view healthy) { learn(healthy, false); }
  /// Text with notes in it: it may be cut wrongly beside whatever is no hanzi, so that only pairs
  /// of hanzi are worth anything.
  void learn_annotated(std::u32string_view text) { learn(text, true); }

  View after(const Context& context) const;

  bool empty() const { return total_ < kMinCharacters; }

 private:
  static constexpr std::uint32_t kMinCharacters = 60;

  void learn(std::u32string_view text, bool only_pairs_of_hanzi);

  const LanguageModel* model_;
  std::vector<std::uint32_t> hanzi_;     ///< by token
  std::vector<std::uint32_t> contexts_;  ///< the same, of all characters
  GroupCounts groups_;                   ///< of all characters
  std::uint32_t total_ = 0;              ///< hanzi
};

}  // namespace fuyuan
