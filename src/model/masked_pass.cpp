#include "model/masked_pass.hpp"

#include <algorithm>

#include "model/masked_kernels.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kState = MaskedShape::kState;
constexpr std::size_t kGates = MaskedShape::kGates;
constexpr std::size_t kFirstInputs = MaskedLayers::kFirst.inputs;
constexpr std::size_t kMixInputs = MaskedLayers::kMix.inputs;

constexpr std::array<float, kState> kNothing{};

/// out = inputs × weights + bias, for the rows of a range
void apply(const MaskedLayers::Matrix& matrix, const std::vector<float>& inputs,
           MaskedPass::Range range, std::vector<float>& out) {
  const std::size_t rows = range.end - range.begin;
  out.resize(inputs.size() / matrix.inputs * matrix.outputs);
  float* first = out.data() + range.begin * matrix.outputs;
  for (std::size_t row = 0; row < rows; ++row)
    std::copy_n(matrix.bias.data(), matrix.outputs, first + row * matrix.outputs);
  masked_kernels::add_product({inputs.data() + range.begin * matrix.inputs, matrix.inputs, 1},
                              matrix.weights.data(), first, rows, matrix.inputs, matrix.outputs);
}

}  // namespace

void MaskedPass::pair_up(std::span<const float> characters, Way way) {
  std::vector<float>& pairs = pairs_[way];
  pairs.assign(size() * kFirstInputs, 0);
  for (std::size_t place = 0; place < size(); ++place) {
    float* out = pairs.data() + place * kFirstInputs;
    std::copy_n(characters.data() + place * kEmbedding, kEmbedding, out);
    if (!is_start(way, place))
      std::copy_n(characters.data() + place_before(way, place) * kEmbedding, kEmbedding,
                  out + kEmbedding);
  }
}

const float* MaskedPass::remembered(const Layer& layer, Way way, std::size_t place) const {
  if (is_start(way, place)) return kNothing.data();
  return layer.memory.data() + place_before(way, place) * kState;
}

void MaskedPass::step_through(const Layer* below, Way way, Range range, Layer& layer) const {
  layer.memory.resize(size() * kState);
  layer.out.resize(size() * kState);
  const std::size_t places = range.end - range.begin;
  for (std::size_t i = 0; i < places; ++i) {
    const std::size_t place = range.begin + place_at(way, i, places);
    masked_kernels::step_forward(layer.gates.data() + place * kGates, remembered(layer, way, place),
                                 below != nullptr ? below->out.data() + place * kState : nullptr,
                                 layer.memory.data() + place * kState,
                                 layer.out.data() + place * kState);
  }
}

void MaskedPass::go_on(const MaskedLayers& layers, Way way, Range range) {
  step_through(nullptr, way, range, first_[way]);
  apply(layers.second[way], first_[way].out, range, second_[way].gates);
  step_through(&first_[way], way, range, second_[way]);
}

void MaskedPass::read(const MaskedLayers& layers, std::span<const float> characters,
                      const std::vector<bool>& ends) {
  ends_ = ends;
  for (const Way way : {forwards, backwards}) {
    pair_up(characters, way);
    apply(layers.first[way], pairs_[way], {0, size()}, first_[way].gates);
    go_on(layers, way, {0, size()});
  }
}

void MaskedPass::read(const MaskedLayers& layers, std::span<const MaskedShares* const> characters,
                      const std::vector<bool>& ends, Range asked) {
  ends_ = ends;
  for (const Way way : {forwards, backwards}) {
    // What stands at the last of them is not seen there, nor is what stands at the first one.
    const Range range = way == forwards ? Range{0, asked.end - 1} : Range{asked.begin + 1, size()};
    std::vector<float>& gates = first_[way].gates;
    gates.resize(size() * kGates);
    for (std::size_t place = range.begin; place < range.end; ++place) {
      float* out = gates.data() + place * kGates;
      std::copy_n(characters[place]->own[way].data(), kGates, out);
      if (is_start(way, place)) continue;
      masked_kernels::add_multiple(out, 1, characters[place_before(way, place)]->before[way].data(),
                                   kGates);
    }
    go_on(layers, way, range);
  }
}

const std::vector<float>& MaskedPass::mix(const MaskedLayers& layers,
                                          std::span<const std::size_t> places) {
  mix_inputs_.assign(places.size() * kMixInputs, 0);
  float* inputs = mix_inputs_.data();
  for (const std::size_t place : places) {
    for (const Way way : {forwards, backwards}) {
      const std::size_t before = place_before(way, place);
      if (before < size()) std::copy_n(second_[way].out.data() + before * kState, kState, inputs);
      inputs += kState;
    }
  }
  apply(layers.mix, mix_inputs_, {0, places.size()}, hidden_);
  for (float& value : hidden_) value = std::max(value, 0.0F);
  return hidden_;
}

}  // namespace fuyuan
