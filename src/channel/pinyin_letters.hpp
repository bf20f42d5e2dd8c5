#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "channel/noise.hpp"

namespace fuyuan {

/// Characters written as their toneless pinyin, `gao效` for 高效, so that filters and search
/// engines do not find the word. The inverse offers the characters of that reading.
class PinyinLetters : public Noise {
 public:
  explicit PinyinLetters(const LanguageModel& model) : model_(model) {}

  std::string_view name() const override { return "pinyin-letters"; }
  std::string_view summary() const override {
    return "characters written as their toneless pinyin: gao效";
  }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
  std::vector<Place> find(std::u32string_view line) const override;
  std::size_t least_places() const override { return 3; }
  std::size_t least_share() const override { return 70; }

 private:
  /// The length of the syllable at `at`; 0 where no word of letters that is one stands there.
  static std::size_t match(std::u32string_view line, std::size_t at);

  using Characters = std::unordered_map<std::uint32_t, std::vector<Candidate>>;
  /// All characters by the letters of their readings. Made when first asked for: few pages need it.
  const Characters& characters() const;

  const LanguageModel& model_;
  mutable std::once_flag made_;
  mutable Characters characters_;
};

}  // namespace fuyuan
