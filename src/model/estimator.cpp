#include "model/estimator.hpp"

#include <algorithm>

namespace fuyuan {

void leave_to_lower(const NGrams& higher, NGrams& lower) {
  lower.weights.assign(lower.size(), 0);
  for (std::size_t i = 0; i < higher.size(); ++i) {
    lower.weights[lower.find(higher.suffix(higher.keys[i]))] +=
        higher.kept[i] != 0 ? 1 : higher.weights[i];
  }
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool starts = NGrams::token_at(lower.keys[i], lower.order - 1) == kBoundary;
    const bool ends = NGrams::token_at(lower.keys[i], 0) == kBoundary;
    if (starts || ends) lower.weights[i] = lower.counts[i];
  }
}

std::array<double, 4> discounts(const NGrams& ngrams) {
  std::array<double, 5> seen{};
  for (const std::uint32_t weight : ngrams.weights) {
    if (weight <= 4) seen[weight] += 1;
  }
  for (double& n : seen) n = std::max(n, 1.0);
  const double y = seen[1] / (seen[1] + 2 * seen[2]);
  std::array<double, 4> discount{};
  for (int weight = 1; weight <= 3; ++weight) {
    discount[weight] =
        std::clamp(weight - (weight + 1) * y * seen[weight + 1] / seen[weight], 0.1, weight - 0.1);
  }
  return discount;
}

}  // namespace fuyuan
