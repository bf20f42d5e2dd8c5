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

/// Columns of a matrix.
struct Columns {
  std::size_t begin;
  std::size_t size;
};

/// Of the gates, those that have to do with what a layer remembers, and with what it shows.
constexpr Columns kOfMemory = {0, 2 * kState};
constexpr Columns kOfShowing = {2 * kState, kState};

/// out = inputs × weights + bias, as far as those columns; they stand in the rows of `out` where
/// they stand in the matrix.
void apply(const MaskedLayers::Matrix& matrix, Columns columns, const float* inputs,
           std::size_t rows, float* out) {
  out += columns.begin;
  for (std::size_t row = 0; row < rows; ++row)
    std::copy_n(matrix.bias.data() + columns.begin, columns.size, out + row * matrix.outputs);
  masked_kernels::add_product({inputs, matrix.inputs, 1}, matrix.weights.data() + columns.begin,
                              out, {rows, matrix.inputs, columns.size}, matrix.outputs);
}

void apply(const MaskedLayers::Matrix& matrix, const std::vector<float>& inputs,
           std::vector<float>& out) {
  const std::size_t rows = inputs.size() / matrix.inputs;
  out.resize(rows * matrix.outputs);
  apply(matrix, {0, matrix.outputs}, inputs.data(), rows, out.data());
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

void MaskedPass::remember_second(const MaskedLayers& layers, Way way, Range range) {
  Layer& layer = second_[way];
  layer.gates.resize(size() * kGates);
  layer.memory.resize(size() * kState);
  const std::size_t places = range.end - range.begin;
  apply(layers.second[way], kOfMemory, first_[way].out.data() + range.begin * kState, places,
        layer.gates.data() + range.begin * kGates);
  for (std::size_t i = 0; i < places; ++i) {
    const std::size_t place = range.begin + place_at(way, i, places);
    masked_kernels::remember(layer.gates.data() + place * kGates, remembered(layer, way, place),
                             layer.memory.data() + place * kState);
  }
}

void MaskedPass::show_second(const MaskedLayers& layers, Way way,
                             std::span<const std::size_t> places) {
  Layer& layer = second_[way];
  layer.out.resize(size() * kState);
  if (places.empty()) return;
  // Side by side, as one product.
  shown_inputs_.clear();
  for (const std::size_t place : places) {
    const float* below = first_[way].out.data() + place * kState;
    shown_inputs_.insert(shown_inputs_.end(), below, below + kState);
  }
  shown_gates_.resize(places.size() * kGates);
  apply(layers.second[way], kOfShowing, shown_inputs_.data(), places.size(), shown_gates_.data());
  for (std::size_t i = 0; i < places.size(); ++i) {
    masked_kernels::show(shown_gates_.data() + i * kGates, layer.memory.data() + places[i] * kState,
                         shown_inputs_.data() + i * kState, layer.out.data() + places[i] * kState);
  }
}

void MaskedPass::read(const MaskedLayers& layers, std::span<const float> characters,
                      const std::vector<bool>& ends) {
  ends_ = ends;
  for (const Way way : {forwards, backwards}) {
    pair_up(characters, way);
    apply(layers.first[way], pairs_[way], first_[way].gates);
    step_through(nullptr, way, {0, size()}, first_[way]);
    apply(layers.second[way], first_[way].out, second_[way].gates);
    step_through(&first_[way], way, {0, size()}, second_[way]);
  }
}

void MaskedPass::read(const MaskedLayers& layers, std::span<const MaskedShares* const> characters,
                      const std::vector<bool>& ends, std::span<const std::size_t> places) {
  ends_ = ends;
  for (const Way way : {forwards, backwards}) {
    // What stands at the last of them is not seen there, nor is what stands at the first one.
    const Range range =
        way == forwards ? Range{0, places.back()} : Range{places.front() + 1, size()};
    std::vector<float>& gates = first_[way].gates;
    gates.resize(size() * kGates);
    for (std::size_t place = range.begin; place < range.end; ++place) {
      float* out = gates.data() + place * kGates;
      std::copy_n(characters[place]->own[way].data(), kGates, out);
      if (is_start(way, place)) continue;
      masked_kernels::add_multiple(out, 1, characters[place_before(way, place)]->before[way].data(),
                                   kGates);
    }
    step_through(nullptr, way, range, first_[way]);
    remember_second(layers, way, range);
    std::vector<std::size_t> shown;
    for (const std::size_t place : places) {
      if (const std::size_t before = place_before(way, place); before < size())
        shown.push_back(before);
    }
    show_second(layers, way, shown);
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
  apply(layers.mix, mix_inputs_, hidden_);
  for (float& value : hidden_) value = std::max(value, 0.0F);
  return hidden_;
}

}  // namespace fuyuan
