#include "model/masked_back_pass.hpp"

#include <algorithm>
#include <array>

#include "model/masked_kernels.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kState = MaskedShape::kState;
constexpr std::size_t kGates = MaskedShape::kGates;

}  // namespace

void MaskedBackPass::turn(const MaskedLayers::Matrix& matrix) {
  constexpr std::size_t kTile = 16;  // so that both stay in the cache
  across_.resize(matrix.weights.size());
  for (std::size_t begin = 0; begin < matrix.inputs; begin += kTile) {
    for (std::size_t j = 0; j < matrix.outputs; ++j) {
      for (std::size_t i = begin; i < std::min(begin + kTile, matrix.inputs); ++i)
        across_[j * matrix.inputs + i] = matrix.weights[i * matrix.outputs + j];
    }
  }
}

void MaskedBackPass::pass_matrix(const MaskedLayers::Matrix& matrix,
                                 const std::vector<float>& inputs,
                                 const std::vector<float>& out_slopes, MaskedLayers::Matrix& slopes,
                                 std::vector<float>& input_slopes) {
  const std::size_t rows = inputs.size() / matrix.inputs;
  for (std::size_t row = 0; row < rows; ++row)
    masked_kernels::add_multiple(slopes.bias.data(), 1, out_slopes.data() + row * matrix.outputs,
                                 matrix.outputs);
  masked_kernels::add_product({inputs.data(), 1, matrix.inputs}, out_slopes.data(),
                              slopes.weights.data(), {matrix.inputs, rows, matrix.outputs},
                              matrix.outputs);
  turn(matrix);
  input_slopes.assign(inputs.size(), 0);
  masked_kernels::add_product({out_slopes.data(), matrix.outputs, 1}, across_.data(),
                              input_slopes.data(), {rows, matrix.outputs, matrix.inputs},
                              matrix.inputs);
}

void MaskedBackPass::pass_layer(const MaskedPass& pass, MaskedPass::Way way,
                                const MaskedPass::Layer& layer, const MaskedPass::Layer* below,
                                const std::vector<float>& out_slopes,
                                std::vector<float>& below_slopes) {
  gates_.resize(pass.size() * kGates);
  std::array<float, kState> memory_slopes{};
  for (std::size_t i = pass.size(); i-- > 0;) {
    const std::size_t place = place_at(way, i, pass.size());
    const masked_kernels::Step step = {
        layer.gates.data() + place * kGates, pass.remembered(layer, way, place),
        below != nullptr ? below->out.data() + place * kState : nullptr,
        layer.memory.data() + place * kState};
    masked_kernels::step_back(step, out_slopes.data() + place * kState, memory_slopes.data(),
                              gates_.data() + place * kGates,
                              below != nullptr ? below_slopes.data() + place * kState : nullptr);
    if (pass.is_start(way, place)) memory_slopes.fill(0);
  }
}

void MaskedBackPass::add_characters(const MaskedPass& pass, MaskedPass::Way way) {
  for (std::size_t place = 0; place < pass.size(); ++place) {
    const float* slopes = pairs_.data() + place * MaskedLayers::kFirst.inputs;
    masked_kernels::add_multiple(characters_.data() + place * kEmbedding, 1, slopes, kEmbedding);
    if (pass.is_start(way, place)) continue;
    masked_kernels::add_multiple(characters_.data() + place_before(way, place) * kEmbedding, 1,
                                 slopes + kEmbedding, kEmbedding);
  }
}

void MaskedBackPass::run(const MaskedLayers& layers, const MaskedPass& pass,
                         std::span<const std::size_t> places,
                         const std::vector<float>& hidden_slopes, MaskedLayers& slopes) {
  using Way = MaskedPass::Way;
  pass_matrix(layers.mix, pass.mix_inputs(), hidden_slopes, slopes.mix, mix_inputs_);
  characters_.assign(pass.size() * kEmbedding, 0);
  for (const Way way : {MaskedPass::forwards, MaskedPass::backwards}) {
    second_.assign(pass.size() * kState, 0);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::size_t before = place_before(way, places[i]);
      if (before < pass.size())
        std::copy_n(mix_inputs_.data() + (2 * i + way) * kState, kState,
                    second_.data() + before * kState);
    }
    const MaskedPass::Layer& below = pass.first(way);
    skipped_.assign(below.out.size(), 0);
    pass_layer(pass, way, pass.second(way), &below, second_, skipped_);
    pass_matrix(layers.second[way], below.out, gates_, slopes.second[way], first_);
    masked_kernels::add_multiple(first_.data(), 1, skipped_.data(), first_.size());
    pass_layer(pass, way, below, nullptr, first_, skipped_);
    pass_matrix(layers.first[way], pass.pairs(way), gates_, slopes.first[way], pairs_);
    add_characters(pass, way);
  }
}

}  // namespace fuyuan
