#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "model/masked_shape.hpp"

namespace fuyuan {

/// The part of the masked model's network that is the same for all characters. A text is read
/// forwards and backwards, each by two layers one above the other, and what was read up to a place
/// from both sides is mixed.
struct MaskedLayers {
  struct Size {
    std::size_t inputs;
    std::size_t outputs;
  };
  /// Of the layer below: a character and the one read before it.
  static constexpr Size kFirst = {2 * MaskedShape::kEmbedding, MaskedShape::kGates};
  /// Of the layer above: what the first put out.
  static constexpr Size kSecond = {MaskedShape::kState, MaskedShape::kGates};
  /// What the second put out before and behind a place.
  static constexpr Size kMix = {2 * MaskedShape::kState, MaskedShape::kHidden};
  static constexpr std::array<Size, 5> kSizes = {kFirst, kFirst, kSecond, kSecond, kMix};

  struct Matrix {
    explicit Matrix(const Size& size)
        : inputs(size.inputs), outputs(size.outputs), weights(inputs * outputs), bias(outputs) {}

    std::size_t inputs;
    std::size_t outputs;
    std::vector<float> weights;  ///< inputs × outputs
    std::vector<float> bias;     ///< outputs
  };

  std::array<Matrix, 2> first = {Matrix(kFirst), Matrix(kFirst)};  ///< forwards and backwards
  std::array<Matrix, 2> second = {Matrix(kSecond), Matrix(kSecond)};
  Matrix mix{kMix};

  /// All of them, in the order of kSizes, in which they stand in the file.
  std::array<Matrix*, 5> all() { return {&first[0], &first[1], &second[0], &second[1], &mix}; }
  std::array<const Matrix*, 5> all() const {
    return {&first[0], &first[1], &second[0], &second[1], &mix};
  }
};

}  // namespace fuyuan
