#pragma once

#include <cstdint>

#include "channel/noise.hpp"

namespace fuyuan {

/// Two random Simplified characters before punctuation marks of a Traditional page, against those
/// who copy it: `電器件颖脸、電線電纜佛岛、`. The inverse takes them out.
class RarePairs : public Noise {
 public:
  explicit RarePairs(const LanguageModel& model) : model_(model) {}

  std::string_view name() const override { return "rare-pairs"; }
  std::string_view summary() const override {
    return "two random characters before punctuation marks of a Traditional page";
  }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
  std::vector<Place> find(std::u32string_view line) const override;
  std::size_t least_places() const override { return 2; }
  std::size_t least_share() const override { return 70; }

 protected:
  static bool is_punctuation_mark(char32_t cp);
  /// Whether two Han characters stand at `at`, the end of a clause before them, and a punctuation
  /// mark behind.
  static bool stands_before_mark(std::u32string_view line, std::size_t at);
  /// Whether what stands at `at` is of characters that a converted page's notes tore apart: neither
  /// drawn nor anybody's words.
  static bool is_torn(std::u32string_view line, std::size_t at);
  /// Whether the text is torn behind the symbol at `at`. `is_torn`: it is before.
  static bool goes_on_torn(std::u32string_view line, std::size_t at, bool is_torn);
  /// Whether some such program may draw it: a character of GB 2312 that is not frequent.
  bool may_be_drawn(char32_t han) const;
  /// Whether this kind of program does: most of them one of the first level.
  virtual bool is_drawn(char32_t han) const;
  /// Of how many punctuation marks one has a pair.
  virtual std::uint64_t one_mark_in() const { return 3; }

  const LanguageModel& model_;
};

}  // namespace fuyuan
