#pragma once

#include "channel/noise.hpp"

namespace fuyuan {

/// What forum software put at the ends and beginnings of posted lines, in a size nobody sees:
/// `7 I9 U) K# f% O`. Each unit is a character of U+0020–U+003B, a blank, and one of U+003F–U+007E,
/// all drawn at random. The inverse takes the whole run out.
class ScrambledAscii : public Noise {
 public:
  /// The length of the longest row of units at the end (`at_end`) or the beginning of the line; 0
  /// where there is none.
  static std::size_t match(std::u32string_view line, bool at_end);

  std::string_view name() const override { return "scrambled-ascii"; }
  std::string_view summary() const override {
    return "scrambled ASCII at line ends against scrapers: 7 I9 U) K# f% O";
  }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
  std::vector<Place> find(std::u32string_view line) const override;
  std::size_t least_places() const override { return 2; }
  std::size_t least_share() const override { return 50; }
};

}  // namespace fuyuan
