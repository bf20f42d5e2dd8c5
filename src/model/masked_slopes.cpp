#include "model/masked_slopes.hpp"

#include <algorithm>

namespace fuyuan {

void MaskedSlopes::Rows::clear() {
  for (std::size_t row = 0; row < used_.size(); ++row) {
    if (used_[row] != 0) std::fill_n(values_.data() + row * width_, width_, 0.0F);
  }
  std::fill(used_.begin(), used_.end(), std::uint8_t{0});
}

float* MaskedSlopes::Rows::use(std::size_t row) {
  used_[row] = 1;
  return values_.data() + row * width_;
}

void MaskedSlopes::clear() {
  in.clear();
  out.clear();
  std::fill(bias.begin(), bias.end(), 0.0F);
  for (MaskedLayers::Matrix* matrix : layers.all()) {
    std::fill(matrix->weights.begin(), matrix->weights.end(), 0.0F);
    std::fill(matrix->bias.begin(), matrix->bias.end(), 0.0F);
  }
}

}  // namespace fuyuan
