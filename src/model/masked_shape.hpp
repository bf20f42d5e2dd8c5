#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "model/language_model.hpp"

namespace fuyuan {

/// How the masked model's network is built.
struct MaskedShape {
  static constexpr std::size_t kEmbedding = 64;  ///< numbers that stand for a character around
  static constexpr std::size_t kHidden = 256;    ///< numbers that stand for all of them together
  static constexpr std::size_t kNear = 5;        ///< characters to each side whose place counts
  static constexpr std::size_t kFar = 60;        ///< as far as others are seen at all
  static constexpr std::size_t kInputs = (2 * kNear + 2) * kEmbedding;
};

/// What stands around one place of a text, up to the ends of its paragraph.
struct Surroundings {
  std::array<Token, 2 * MaskedShape::kNear> near{};  ///< in order; kBoundary beyond the ends
  std::span<const Token> left;                       ///< what is farther away
  std::span<const Token> right;
};

/// What each of `characters` farther away counts for. Not 0.
inline float share_of_far(std::size_t characters) {
  return 1 / std::sqrt(static_cast<float>(characters));
}

/// `text` must outlive what is returned.
Surroundings look_around(std::span<const Token> text, std::size_t at);

}  // namespace fuyuan
