#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/masked_layers.hpp"

namespace fuyuan {

/// The masked model while it is learnt: see MaskedModel for what comes of it.
struct MaskedNetwork {
  /// `row_of`: for each token, and last for what is not known; rows are counted from 0 on. Starts
  /// with small numbers by chance, always the same ones.
  explicit MaskedNetwork(std::vector<std::uint16_t> row_of);

  /// The file that MaskedModel reads.
  std::string write() const;

  std::uint16_t unknown() const { return row_of.back(); }

  std::vector<std::uint16_t> row_of;
  std::size_t rows;
  std::vector<float> in;    ///< rows × embedding
  std::vector<float> out;   ///< rows × hidden
  std::vector<float> bias;  ///< rows
  MaskedLayers layers;
};

}  // namespace fuyuan
