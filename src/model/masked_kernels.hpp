#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fuyuan::masked_kernels {

// The loops that a masked model, and learning one, spend their time in. Their results are the same
// on every processor: sums are formed in a fixed order, and without fused operations.

/// A matrix, or one that is read across: element (i, j) is values[i * down + j * across].
struct Factor {
  const float* values;
  std::size_t down;
  std::size_t across;
};

/// How much of a product is wanted.
struct Size {
  std::size_t rows;     ///< of `a`
  std::size_t inner;    ///< columns of `a`
  std::size_t columns;  ///< of `b`, a multiple of 32
};

/// How many numbers a register of the processor holds.
enum class Vectors : std::uint8_t { of_4, of_8, of_16 };
Vectors vectors_of_processor();

/// out += a × b, where the rows of `b` and `out` lie `width` numbers apart. `vectors`: a product is
/// formed block by block, and one that needs more registers than there are takes forty times as
/// long; the result is the same.
void add_product(const Factor& a, const float* b, float* out, const Size& size, std::size_t width,
                 Vectors vectors = vectors_of_processor());

/// The sum of products of two rows; `width` is a multiple of 16.
float multiply(const float* a, const float* b, std::size_t width);

/// row += factor × other
void add_multiple(float* row, float factor, const float* other, std::size_t width);

/// One step of a layer, MaskedShape::kState wide. `gates`: what it is offered, how much of what it
/// remembers it keeps, and how much it shows; squashed in place. `remembered`: from the step
/// before. `below`: what takes the place of what is not shown; nullptr: nothing does.
void step_forward(float* gates, const float* remembered, const float* below, float* memory,
                  float* out);

/// The two halves of a step: what it remembers, for which it needs two thirds of the gates, and
/// what it shows of that, for which it needs the last third.
void remember(float* gates, const float* remembered, float* memory);
void show(float* gates, const float* memory, const float* below, float* out);

struct Step {
  const float* gates;
  const float* remembered;
  const float* below;
  const float* memory;
};

/// The way back through a step. `out_slopes`: of what it put out. `memory_slopes`: of what it
/// remembered, and then of `remembered`. Sets `gate_slopes`, of the gates before they were
/// squashed; adds to `below_slopes`, if there is something below.
void step_back(const Step& step, const float* out_slopes, float* memory_slopes, float* gate_slopes,
               float* below_slopes);

struct Pace {
  float rate;
  float momentum;  ///< share of the slopes before in the direction it takes
  float memory;    ///< and of their squares in how steep it is
};

/// Follows the slopes, the sum of those of all learners, in smaller steps where it was steep lately
/// (Adam).
void follow(float* values, float* direction, float* steepness, std::span<const float* const> slopes,
            std::size_t width, const Pace& pace);

}  // namespace fuyuan::masked_kernels
