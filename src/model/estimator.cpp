#include "model/estimator.hpp"

#include <algorithm>

namespace fuyuan {

std::array<double, 4> discounts(const NGrams& ngrams) {
  std::array<double, 5> seen{};
  for (const std::uint32_t count : ngrams.counts) {
    if (count <= 4) seen[count] += 1;
  }
  for (double& n : seen) n = std::max(n, 1.0);
  const double y = seen[1] / (seen[1] + 2 * seen[2]);
  std::array<double, 4> discount{};
  for (int count = 1; count <= 3; ++count) {
    discount[count] =
        std::clamp(count - (count + 1) * y * seen[count + 1] / seen[count], 0.1, count - 0.1);
  }
  return discount;
}

}  // namespace fuyuan
