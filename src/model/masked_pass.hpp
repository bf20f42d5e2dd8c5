#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/masked_layers.hpp"
#include "model/masked_shares.hpp"

namespace fuyuan {

/// The masked model's network reads a text: what it has in mind at each place, having read what
/// stands before and behind it, but not what stands there.
class MaskedPass {
 public:
  /// What a layer did at each place.
  struct Layer {
    std::vector<float> gates;  ///< squashed
    std::vector<float> memory;
    std::vector<float> out;
  };
  enum Way : std::uint8_t { forwards, backwards };

  /// `characters`: an embedding for each. `ends`: true where a paragraph ends, beyond which nothing
  /// is remembered.
  void read(const MaskedLayers& layers, std::span<const float> characters,
            const std::vector<bool>& ends);

  /// The fast way: the same, but for rounding, with what each character adds to the first layer's
  /// gates, and only as far as `mix` needs it for `places`, which ascend. There are no pairs()
  /// then.
  void read(const MaskedLayers& layers, std::span<const MaskedShares* const> characters,
            const std::vector<bool>& ends, std::span<const std::size_t> places);

  /// Numbers for each of `places`, in order; kHidden of each.
  const std::vector<float>& mix(const MaskedLayers& layers, std::span<const std::size_t> places);

  std::size_t size() const { return ends_.size(); }
  /// Where reading that way remembers nothing from before.
  bool is_start(Way way, std::size_t place) const {
    return ends_[place] || place == (way == forwards ? 0 : size() - 1);
  }
  /// What the layer remembered when it came to `place`.
  const float* remembered(const Layer& layer, Way way, std::size_t place) const;
  /// What the first layer took in; the second takes what the first put out.
  const std::vector<float>& pairs(Way way) const { return pairs_[way]; }
  const Layer& first(Way way) const { return first_[way]; }
  const Layer& second(Way way) const { return second_[way]; }
  const std::vector<float>& mix_inputs() const { return mix_inputs_; }
  const std::vector<float>& hidden() const { return hidden_; }

 private:
  /// A text's places from `begin` on, up to but not with `end`.
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  void pair_up(std::span<const float> characters, Way way);
  /// From place to place, the gates given. `below`: the layer below, if there is one.
  void step_through(const Layer* below, Way way, Range range, Layer& layer) const;
  /// What the second layer remembers, of which it need not show anything.
  void remember_second(const MaskedLayers& layers, Way way, Range range);
  /// What it shows where `mix` looks for it.
  void show_second(const MaskedLayers& layers, Way way, std::span<const std::size_t> places);

  std::vector<bool> ends_;
  std::array<std::vector<float>, 2> pairs_;
  std::array<Layer, 2> first_;
  std::array<Layer, 2> second_;
  std::vector<float> shown_inputs_;  ///< of the second layer, where it shows something
  std::vector<float> shown_gates_;
  std::vector<float> mix_inputs_;
  std::vector<float> hidden_;
};

/// The place that is read as the `step`th of `size`, counted from 0.
inline std::size_t place_at(MaskedPass::Way way, std::size_t step, std::size_t size) {
  return way == MaskedPass::forwards ? step : size - 1 - step;
}

/// The place that is read before `place`, that way; beyond the text: its size or greater.
inline std::size_t place_before(MaskedPass::Way way, std::size_t place) {
  return way == MaskedPass::forwards ? place - 1 : place + 1;
}

}  // namespace fuyuan
