#pragma once

#include <cmath>
#include <limits>
#include <utility>

namespace fuyuan {

/// log(e^a + e^b); -infinity is the logarithm of nothing.
template <typename Float>
Float add_logs(Float a, Float b) {
  if (a < b) std::swap(a, b);
  return b == -std::numeric_limits<Float>::infinity() ? a : a + std::log1p(std::exp(b - a));
}

}  // namespace fuyuan
