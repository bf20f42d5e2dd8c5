#pragma once

#include "channel/rare_pairs.hpp"

namespace fuyuan {

/// The same where the characters are of both scripts, so that none of them is foreign to the page:
/// `電器件昱鬈、`. Names are as rare, so that nearly every mark of the page must have such a pair.
class StrangePairs : public RarePairs {
 public:
  using RarePairs::RarePairs;

  std::string_view name() const override { return "strange-pairs"; }
  std::string_view summary() const override {
    return "two rare characters before each punctuation mark of a Traditional page";
  }
  std::vector<Place> find(std::u32string_view line) const override;
  std::size_t least_places() const override { return 6; }
  std::size_t least_share() const override { return 80; }

 protected:
  bool is_drawn(char32_t han) const override;
  std::uint64_t one_mark_in() const override { return 1; }

 private:
  /// Whether the two characters at `at` are no word, as far as the model knows.
  bool are_strange(std::u32string_view line, std::size_t at) const;
};

}  // namespace fuyuan
