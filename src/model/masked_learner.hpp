#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "model/masked_examples.hpp"
#include "model/masked_network.hpp"

namespace fuyuan {

/// One of the workers that teach a network: draws examples, a batch at a time, and finds out how
/// the network would have to change.
class MaskedLearner {
 public:
  static constexpr std::size_t kBatch = 32;  ///< examples

  struct Tally {
    std::size_t examples = 0;
    std::size_t hits = 0;
    double loss = 0;  ///< nats
  };

  /// `rows`: the text of the examples as rows of the network. All must outlive this.
  MaskedLearner(const MaskedNetwork& network, const MaskedExamples& examples,
                std::span<const std::uint16_t> rows, std::uint64_t seed);

  /// Every second example is a pair, where there are pairs.
  void learn_batch();

  /// What the last batch came to.
  struct RowSlope {
    std::uint16_t row;
    const float* slopes;  ///< as many as the row is wide
    float share;          ///< that the row has in them
  };
  const std::vector<RowSlope>& out() const { return out_; }  ///< one more slope: of the bias
  const std::vector<RowSlope>& near() const { return near_; }
  const std::vector<RowSlope>& far() const { return far_; }
  const std::vector<float>& mix() const { return mix_; }
  const std::vector<float>& hidden_bias() const { return hidden_bias_; }
  /// Since it was asked last.
  Tally take_tally();

 private:
  static constexpr std::size_t kPlaces = 2 * kBatch;

  struct Place {
    std::array<std::uint16_t, 2 * MaskedShape::kNear> near;
    std::vector<std::uint16_t> left;
    std::vector<std::uint16_t> right;
  };

  bool happens(double probability);
  /// `neighbour`: -1 or 1 where that is not known either; 0: it is.
  void add_place(std::size_t at, int neighbour);
  void hide_some(Place& place);
  void add_inputs(const Place& place, float* inputs) const;
  void judge(const MaskedExample& example, std::size_t place);
  void pass_back(const MaskedExample& example, std::size_t place, bool second);
  void collect_rows();
  float score(std::size_t place, std::uint16_t row);

  const MaskedNetwork& network_;
  const MaskedExamples& examples_;
  std::span<const std::uint16_t> rows_;
  std::mt19937_64 random_;
  std::vector<MaskedExample> batch_;
  std::vector<Place> places_;
  std::size_t used_ = 0;  ///< places of this batch
  std::vector<float> inputs_;
  std::vector<float> hidden_;
  std::vector<float> input_slopes_;
  std::vector<float> hidden_slopes_;
  std::vector<float> choice_slopes_;
  std::vector<float> sums_;  ///< by row: slopes of the choices that have it
  std::vector<std::uint16_t> summed_;
  std::vector<float> scores_;          ///< by row, for one place
  std::vector<std::uint32_t> scored_;  ///< by row: the last place it was scored for, from 1
  std::uint32_t scoring_ = 0;
  std::vector<std::vector<float>> out_slopes_;
  std::size_t out_used_ = 0;
  std::vector<RowSlope> out_;
  std::vector<RowSlope> near_;
  std::vector<RowSlope> far_;
  std::vector<float> mix_;
  std::vector<float> hidden_bias_;
  Tally tally_;
};

}  // namespace fuyuan
