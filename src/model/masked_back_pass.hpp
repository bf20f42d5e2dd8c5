#pragma once

#include <span>
#include <vector>

#include "model/masked_layers.hpp"
#include "model/masked_pass.hpp"

namespace fuyuan {

/// The way back through a MaskedPass: what each number of the network had to do with what came out.
class MaskedBackPass {
 public:
  /// `hidden_slopes`: of the numbers of each of `places`, which the pass mixed last. Adds to
  /// `slopes`.
  void run(const MaskedLayers& layers, const MaskedPass& pass, std::span<const std::size_t> places,
           const std::vector<float>& hidden_slopes, MaskedLayers& slopes);

  /// Slopes of the embedding of each character.
  const std::vector<float>& characters() const { return characters_; }

 private:
  /// From the slopes of what a matrix put out to those of what went in, and of its numbers.
  void pass_matrix(const MaskedLayers::Matrix& matrix, const std::vector<float>& inputs,
                   const std::vector<float>& out_slopes, MaskedLayers::Matrix& slopes,
                   std::vector<float>& input_slopes);
  void turn(const MaskedLayers::Matrix& matrix);
  void pass_layer(const MaskedPass& pass, MaskedPass::Way way, const MaskedPass::Layer& layer,
                  const MaskedPass::Layer* below, const std::vector<float>& out_slopes,
                  std::vector<float>& below_slopes);
  void add_characters(const MaskedPass& pass, MaskedPass::Way way);

  std::vector<float> across_;  ///< a matrix, turned
  std::vector<float> mix_inputs_;
  std::vector<float> second_;  ///< of what the second layer put out
  std::vector<float> first_;
  std::vector<float> skipped_;  ///< of what went past the second layer
  std::vector<float> gates_;
  std::vector<float> pairs_;  ///< of what the first layer took in
  std::vector<float> characters_;
};

}  // namespace fuyuan
