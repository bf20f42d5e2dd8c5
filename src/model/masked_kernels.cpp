#include "model/masked_kernels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/masked_shape.hpp"

// One version for each processor, chosen when the program starts; sanitizers do not stand that.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__clang__)
#define FUYUAN_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FUYUAN_FOR_EACH_PROCESSOR
#endif

namespace fuyuan::masked_kernels {
namespace {

constexpr std::size_t kHidden = MaskedShape::kHidden;
constexpr std::size_t kInputs = MaskedShape::kInputs;
/// Partial sums that can be formed at once.
constexpr std::size_t kLanes = 16;
static_assert(kHidden % kLanes == 0 && MaskedShape::kEmbedding % kLanes == 0);

template <typename Lanes>
inline __attribute__((always_inline)) float add_up(Lanes& lanes) {
  for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::size_t i = 0; i < width; ++i) lanes[i] += lanes[i + width];
  }
  return lanes[0];
}

}  // namespace

FUYUAN_FOR_EACH_PROCESSOR
void mix_inputs(const float* __restrict mix, const float* __restrict inputs,
                float* __restrict hidden, std::size_t places) {
  for (std::size_t i = 0; i < kInputs; ++i) {
    const float* row = mix + i * kHidden;
    for (std::size_t place = 0; place < places; ++place) {
      const float input = inputs[place * kInputs + i];
      float* out = hidden + place * kHidden;
      for (std::size_t j = 0; j < kHidden; ++j) out[j] += input * row[j];
    }
  }
}

FUYUAN_FOR_EACH_PROCESSOR
void pass_back(const float* __restrict mix, const float* __restrict inputs,
               const float* __restrict hidden_slopes, float* __restrict mix_slopes,
               float* __restrict input_slopes, std::size_t places) {
  for (std::size_t i = 0; i < kInputs; ++i) {
    const float* row = mix + i * kHidden;
    float* slopes = mix_slopes + i * kHidden;
    for (std::size_t place = 0; place < places; ++place) {
      const float input = inputs[place * kInputs + i];
      const float* hidden = hidden_slopes + place * kHidden;
      std::array<float, kLanes> lanes{};
      for (std::size_t j = 0; j < kHidden; j += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          slopes[j + lane] += input * hidden[j + lane];
          lanes[lane] += row[j + lane] * hidden[j + lane];
        }
      }
      input_slopes[place * kInputs + i] = add_up(lanes);
    }
  }
}

FUYUAN_FOR_EACH_PROCESSOR
float multiply(const float* a, const float* b, std::size_t width) {
  std::array<float, kLanes> lanes{};
  for (std::size_t j = 0; j < width; j += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += a[j + lane] * b[j + lane];
  }
  return add_up(lanes);
}

FUYUAN_FOR_EACH_PROCESSOR
void add_multiple(float* __restrict row, float factor, const float* __restrict other,
                  std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) row[i] += factor * other[i];
}

FUYUAN_FOR_EACH_PROCESSOR
void follow(float* __restrict values, float* __restrict steepness,
            std::span<const float* const> slopes, std::size_t width, float rate, float memory) {
  constexpr float kTiny = 1e-8F;
  constexpr std::size_t kStretch = 256;
  for (std::size_t begin = 0; begin < width; begin += kStretch) {
    const std::size_t size = std::min(kStretch, width - begin);
    std::array<float, kStretch> sums{};
    for (const float* one : slopes) {
      for (std::size_t i = 0; i < size; ++i) sums[i] += one[begin + i];
    }
    for (std::size_t i = 0; i < size; ++i) {
      float& steep = steepness[begin + i];
      steep = steep * memory + sums[i] * sums[i] * (1 - memory);
      values[begin + i] -= rate * sums[i] / std::sqrt(steep + kTiny);
    }
  }
}

}  // namespace fuyuan::masked_kernels
