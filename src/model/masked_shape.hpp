#pragma once

#include <cstddef>

namespace fuyuan {

/// How the masked model's network is built.
struct MaskedShape {
  static constexpr std::size_t kEmbedding = 128;  ///< numbers that stand for a character
  static constexpr std::size_t kState = 192;      ///< that a layer carries on from one to the next
  static constexpr std::size_t kGates = 3 * kState;
  static constexpr std::size_t kHidden = 256;  ///< that stand for all that is around a place
  static constexpr std::size_t kReach = 64;    ///< characters to each side that are worth reading
};

}  // namespace fuyuan
