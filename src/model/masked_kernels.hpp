#pragma once

#include <cstddef>
#include <span>

namespace fuyuan::masked_kernels {

// The loops that a masked model, and learning one, spend their time in. Their results are the same
// on every processor: sums are formed in a fixed order, and without fused operations.

/// hidden[place] += inputs[place] × mix, for all places.
void mix_inputs(const float* mix, const float* inputs, float* hidden, std::size_t places);

/// Given the slopes of what `mix_inputs` put out: adds to `mix_slopes`, sets `input_slopes`.
void pass_back(const float* mix, const float* inputs, const float* hidden_slopes, float* mix_slopes,
               float* input_slopes, std::size_t places);

/// The sum of products of two rows.
float multiply(const float* a, const float* b, std::size_t width);

/// row += factor × other
void add_multiple(float* row, float factor, const float* other, std::size_t width);

/// Follows the slopes, the sum of those of all learners, in smaller steps where it was steep lately
/// (RMSprop).
void follow(float* values, float* steepness, std::span<const float* const> slopes,
            std::size_t width, float rate, float memory);

}  // namespace fuyuan::masked_kernels
