#include "model/masked_kernels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/masked_shape.hpp"

// One version for each processor, chosen when the program starts; sanitizers do not stand that.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__clang__)
#define FUYUAN_HAS_VERSIONS
#define FUYUAN_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FUYUAN_FOR_EACH_PROCESSOR
#endif
#define FUYUAN_INLINE inline __attribute__((always_inline))

namespace fuyuan::masked_kernels {
namespace {

constexpr std::size_t kState = MaskedShape::kState;
constexpr std::size_t kLanes = 16;

/// Numbers that are worked on at once; on most processors it takes several registers.
using Lanes
    [[gnu::vector_size(kLanes * sizeof(float)), gnu::aligned(alignof(float)), gnu::may_alias]] =
        float;

/// So much of the inner dimension stays in the cache.
constexpr std::size_t kStretch = 256;
/// The least of a slope that counts as steep.
constexpr float kTiny = 1e-5F;
/// What a layer shows is louder than what it remembers, so that layers do not fade.
constexpr float kLoudness = 1.5F;

/// Two vectors of so many numbers each, side by side in a row, for each of so many rows: a block of
/// a product that is formed at once.
template <std::size_t lanes, std::size_t rows>
struct Block {
  using Vector
      [[gnu::vector_size(lanes * sizeof(float)), gnu::aligned(alignof(float)), gnu::may_alias]] =
          float;

  static FUYUAN_INLINE const Vector& at(const float* values) {
    return *reinterpret_cast<const Vector*>(values);
  }
  static FUYUAN_INLINE Vector& at(float* values) { return *reinterpret_cast<Vector*>(values); }

  static FUYUAN_INLINE void add(const Factor& a, const float* b, float* out, std::size_t inner,
                                std::size_t width) {
    struct Sums {
      Vector left;
      Vector right;
    };
    std::array<Sums, rows> sums;
    for (std::size_t i = 0; i < rows; ++i)
      sums[i] = {at(out + i * width), at(out + i * width + lanes)};
    for (std::size_t k = 0; k < inner; ++k) {
      const Vector left = at(b + k * width);
      const Vector right = at(b + k * width + lanes);
      for (std::size_t i = 0; i < rows; ++i) {
        const float factor = a.values[i * a.down + k * a.across];
        sums[i].left += factor * left;
        sums[i].right += factor * right;
      }
    }
    for (std::size_t i = 0; i < rows; ++i) {
      at(out + i * width) = sums[i].left;
      at(out + i * width + lanes) = sums[i].right;
    }
  }
};

/// `rows`: of the blocks, descending to 1. The greatest have as many as there are registers for,
/// the others are for what is left.
template <std::size_t lanes, std::size_t... rows>
FUYUAN_INLINE void add_by_blocks(const Factor& a, const float* b, float* out, const Size& size,
                                 std::size_t width) {
  for (std::size_t begin = 0; begin < size.inner; begin += kStretch) {
    const std::size_t inner = std::min(kStretch, size.inner - begin);
    for (std::size_t column = 0; column < size.columns; column += 2 * lanes) {
      const float* right = b + begin * width + column;
      std::size_t row = 0;
      const auto add_all = [&]<std::size_t count>(Block<lanes, count>)
          __attribute__((always_inline)) {
        for (; row + count <= size.rows; row += count)
          Block<lanes, count>::add({a.values + row * a.down + begin * a.across, a.down, a.across},
                                   right, out + row * width + column, inner, width);
      };
      (add_all(Block<lanes, rows>()), ...);
    }
  }
}

/// Grows from -1 to 1, and needs nothing that the C library might round its own way.
FUYUAN_INLINE float squash(float x) { return x / std::sqrt(1 + x * x); }

/// How steep that is where it puts out `y`.
FUYUAN_INLINE float slope_of_squash(float y) {
  const float rest = 1 - y * y;
  return rest * std::sqrt(rest);
}

FUYUAN_INLINE float share_of(float squashed) { return 0.5F + 0.5F * squashed; }

FUYUAN_INLINE void remember_inline(float* __restrict gates, const float* __restrict remembered,
                                   float* __restrict memory) {
  for (std::size_t i = 0; i < 2 * kState; ++i) gates[i] = squash(gates[i]);
  for (std::size_t i = 0; i < kState; ++i) {
    const float kept = share_of(gates[kState + i]);
    memory[i] = kept * remembered[i] + (1 - kept) * gates[i];
  }
}

FUYUAN_INLINE void show_inline(float* __restrict gates, const float* __restrict memory,
                               const float* below, float* __restrict out) {
  float* showing = gates + 2 * kState;
  for (std::size_t i = 0; i < kState; ++i) {
    showing[i] = squash(showing[i]);
    out[i] = share_of(showing[i]) * memory[i] * kLoudness;
  }
  if (below == nullptr) return;
  for (std::size_t i = 0; i < kState; ++i) out[i] += (1 - share_of(showing[i])) * below[i];
}

}  // namespace

Vectors vectors_of_processor() {
#if defined(FUYUAN_HAS_VERSIONS)
  if (__builtin_cpu_supports("avx512f")) return Vectors::of_16;
  if (__builtin_cpu_supports("avx2")) return Vectors::of_8;
#endif
  return Vectors::of_4;
}

FUYUAN_FOR_EACH_PROCESSOR
void add_product(const Factor& a, const float* b, float* out, const Size& size, std::size_t width,
                 Vectors vectors) {
  switch (vectors) {
    case Vectors::of_16:
      return add_by_blocks<16, 12, 6, 3, 1>(a, b, out, size, width);
    case Vectors::of_8:
      return add_by_blocks<8, 6, 3, 1>(a, b, out, size, width);
    case Vectors::of_4:
      return add_by_blocks<4, 6, 3, 1>(a, b, out, size, width);
  }
}

FUYUAN_FOR_EACH_PROCESSOR
float multiply(const float* a, const float* b, std::size_t width) {
  Lanes lanes{};
  for (std::size_t i = 0; i < width; i += kLanes)
    lanes += *reinterpret_cast<const Lanes*>(a + i) * *reinterpret_cast<const Lanes*>(b + i);
  float sum = 0;
  for (std::size_t i = 0; i < kLanes; ++i) sum += lanes[i];
  return sum;
}

FUYUAN_FOR_EACH_PROCESSOR
void add_multiple(float* __restrict row, float factor, const float* __restrict other,
                  std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) row[i] += factor * other[i];
}

FUYUAN_FOR_EACH_PROCESSOR
void step_forward(float* __restrict gates, const float* __restrict remembered, const float* below,
                  float* __restrict memory, float* __restrict out) {
  remember_inline(gates, remembered, memory);
  show_inline(gates, memory, below, out);
}

FUYUAN_FOR_EACH_PROCESSOR
void remember(float* __restrict gates, const float* __restrict remembered,
              float* __restrict memory) {
  remember_inline(gates, remembered, memory);
}

FUYUAN_FOR_EACH_PROCESSOR
void show(float* __restrict gates, const float* __restrict memory, const float* below,
          float* __restrict out) {
  show_inline(gates, memory, below, out);
}

FUYUAN_FOR_EACH_PROCESSOR
void step_back(const Step& step, const float* __restrict out_slopes,
               float* __restrict memory_slopes, float* __restrict gate_slopes,
               float* __restrict below_slopes) {
  const float* offered = step.gates;
  const float* keeping = step.gates + kState;
  const float* showing = step.gates + 2 * kState;
  for (std::size_t i = 0; i < kState; ++i) {
    const float kept = share_of(keeping[i]);
    const float slope = memory_slopes[i] + out_slopes[i] * share_of(showing[i]) * kLoudness;
    gate_slopes[i] = slope * (1 - kept) * slope_of_squash(offered[i]);
    gate_slopes[kState + i] =
        0.5F * slope * (step.remembered[i] - offered[i]) * slope_of_squash(keeping[i]);
    gate_slopes[2 * kState + i] =
        0.5F * out_slopes[i] * step.memory[i] * kLoudness * slope_of_squash(showing[i]);
    memory_slopes[i] = slope * kept;
  }
  if (step.below == nullptr) return;
  for (std::size_t i = 0; i < kState; ++i) {
    gate_slopes[2 * kState + i] -=
        0.5F * out_slopes[i] * step.below[i] * slope_of_squash(showing[i]);
    below_slopes[i] += out_slopes[i] * (1 - share_of(showing[i]));
  }
}

FUYUAN_FOR_EACH_PROCESSOR
void follow(float* __restrict values, float* __restrict direction, float* __restrict steepness,
            std::span<const float* const> slopes, std::size_t width, const Pace& pace) {
  constexpr std::size_t kBlock = 256;
  for (std::size_t begin = 0; begin < width; begin += kBlock) {
    const std::size_t size = std::min(kBlock, width - begin);
    std::array<float, kBlock> sums{};
    for (const float* one : slopes) {
      for (std::size_t i = 0; i < size; ++i) sums[i] += one[begin + i];
    }
    for (std::size_t i = 0; i < size; ++i) {
      float& along = direction[begin + i];
      float& steep = steepness[begin + i];
      along = along * pace.momentum + sums[i] * (1 - pace.momentum);
      steep = steep * pace.memory + sums[i] * sums[i] * (1 - pace.memory);
      values[begin + i] -= pace.rate * along / (std::sqrt(steep) + kTiny);
    }
  }
}

}  // namespace fuyuan::masked_kernels
