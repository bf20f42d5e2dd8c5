#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/masked_layers.hpp"
#include "model/masked_network.hpp"

namespace fuyuan {

/// How a masked network would have to change, by what one learner found in one batch.
struct MaskedSlopes {
  /// Slopes of a matrix of which a batch needs few rows.
  class Rows {
   public:
    Rows(std::size_t rows, std::size_t width) : width_(width), values_(rows * width), used_(rows) {}

    void clear();
    /// To be added to.
    float* use(std::size_t row);
    bool is_used(std::size_t row) const { return used_[row] != 0; }
    const float* row(std::size_t row) const { return values_.data() + row * width_; }
    std::size_t width() const { return width_; }

   private:
    std::size_t width_;
    std::vector<float> values_;
    std::vector<std::uint8_t> used_;
  };

  explicit MaskedSlopes(const MaskedNetwork& network)
      : in(network.rows, MaskedShape::kEmbedding),
        out(network.rows, MaskedShape::kHidden),
        bias(network.rows) {}

  void clear();

  Rows in;
  Rows out;
  std::vector<float> bias;
  MaskedLayers layers;
};

}  // namespace fuyuan
