#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "lattice/lattice.hpp"

namespace fuyuan {

/// Quotation marks and brackets come in pairs. Once a line has been searched, those that were not
/// inferred tell which partners are missing: what was destroyed is likelier to be one of these, and
/// hardly a bracket that nothing calls for. Only marks whose sides differ take part: “ ” but not ".
class BracketBalance {
 public:
  /// `pieces`: of the first search.
  BracketBalance(const LanguageModel& model, std::span<const Piece> pieces);

  /// Whether a second search may end otherwise than the first, and for the better.
  bool matters() const { return matters_; }

  /// What `code_point`, inferred at the symbol `at`, gains by the brackets that are known, in nats;
  /// negative where it would stand alone. 0 for all that is no bracket.
  float log_probability(std::size_t at, char32_t code_point) const;

 private:
  static constexpr std::size_t kKinds = 8;

  struct Side {
    std::size_t kind = 0;
    bool opens = false;
  };
  static std::optional<Side> side_of(char32_t code_point);

  /// Of all brackets, those that were inferred and have a partner that was, too: the decoder had
  /// none of this kind.
  static float find_share_in_guessed_pairs(std::span<const Piece> pieces);
  void pair_up(std::span<const Piece> pieces);
  float partner(char32_t code_point) const;

  const LanguageModel& model_;
  /// Where known brackets without a partner stand, by kind, in ascending order.
  std::array<std::vector<std::size_t>, kKinds> open_;
  std::array<std::vector<std::size_t>, kKinds> closed_;
  float alone_ = 0;  ///< what a bracket costs whose partner is not known
  bool matters_ = false;
};

}  // namespace fuyuan
