#include "model/masked_learner.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/masked_kernels.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kHidden = MaskedShape::kHidden;
constexpr std::size_t kNear = MaskedShape::kNear;
constexpr std::size_t kInputs = MaskedShape::kInputs;

// What is around a lost character is often lost as well.
constexpr double kNeighbourLost = 0.3;
constexpr double kManyLost = 0.4;
constexpr double kFewer = 0.1;  ///< of the characters around
constexpr double kMore = 0.25;

/// Slopes below that are not worth the time.
constexpr float kLeastOfChoice = 1e-4F;
constexpr float kLeastOfRow = 1e-3F;

}  // namespace

MaskedLearner::MaskedLearner(const MaskedNetwork& network, const MaskedExamples& examples,
                             std::span<const std::uint16_t> rows, std::uint64_t seed)
    : network_(network),
      examples_(examples),
      rows_(rows),
      random_(seed),
      batch_(kBatch),
      places_(kPlaces),
      inputs_(kPlaces * kInputs),
      hidden_(kPlaces * kHidden),
      input_slopes_(kPlaces * kInputs),
      hidden_slopes_(kPlaces * kHidden),
      sums_(network.rows),
      scores_(network.rows),
      scored_(network.rows),
      mix_(kInputs * kHidden),
      hidden_bias_(kHidden) {}

bool MaskedLearner::happens(double probability) {
  return static_cast<double>(random_() >> 11U) * 0x1p-53 < probability;
}

void MaskedLearner::hide_some(Place& place) {
  const double share = happens(0.5) ? kFewer : kMore;
  const auto hide = [&](auto& rows) {
    for (std::uint16_t& row : rows) {
      if (row != kBoundary && happens(share)) row = network_.unknown();
    }
  };
  hide(place.near);
  hide(place.left);
  hide(place.right);
}

void MaskedLearner::add_place(std::size_t at, int neighbour) {
  Place& place = places_[used_];
  // Rows of the boundary and of the classes are their tokens.
  const Surroundings around = look_around(rows_, at);
  place.near = around.near;
  place.left.assign(around.left.begin(), around.left.end());
  place.right.assign(around.right.begin(), around.right.end());
  std::uint16_t& beside = place.near[neighbour < 0 ? kNear - 1 : kNear];
  if (neighbour != 0 && beside != kBoundary) beside = network_.unknown();
  if (happens(kManyLost)) hide_some(place);
  add_inputs(place, inputs_.data() + used_ * kInputs);
  ++used_;
}

void MaskedLearner::add_inputs(const Place& place, float* inputs) const {
  std::fill_n(inputs, kInputs, 0.0F);
  for (const std::uint16_t row : place.near) {
    std::copy_n(network_.near.data() + row * kEmbedding, kEmbedding, inputs);
    inputs += kEmbedding;
  }
  for (const auto* side : {&place.left, &place.right}) {
    for (const std::uint16_t row : *side) {
      masked_kernels::add_multiple(inputs, share_of_far(side->size()),
                                   network_.far.data() + row * kEmbedding, kEmbedding);
    }
    inputs += kEmbedding;
  }
}

float MaskedLearner::score(std::size_t place, std::uint16_t row) {
  if (scored_[row] != scoring_) {
    scored_[row] = scoring_;
    scores_[row] =
        network_.bias[row] + masked_kernels::multiply(hidden_.data() + place * kHidden,
                                                      network_.out.data() + row * kHidden, kHidden);
  }
  return scores_[row];
}

void MaskedLearner::judge(const MaskedExample& example, std::size_t place) {
  const auto& choices = example.choices;
  choice_slopes_.assign(choices.size(), 0);
  for (const bool second : {false, true}) {
    if (second && !example.is_pair) break;
    ++scoring_;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Token token = second ? choices[i].second : choices[i].first;
      choice_slopes_[i] += score(place + (second ? 1 : 0), network_.row_of[token]);
    }
  }
  for (std::size_t i = 0; i < choices.size(); ++i) choice_slopes_[i] += choices[i].base;
  const auto best = std::max_element(choice_slopes_.begin(), choice_slopes_.end());
  const float most = *best;
  tally_.hits += static_cast<std::size_t>(best - choice_slopes_.begin()) == example.truth ? 1 : 0;
  float sum = 0;
  for (float& value : choice_slopes_) sum += value = std::exp(value - most);
  for (float& value : choice_slopes_) value /= sum;
  tally_.loss -= std::log(choice_slopes_[example.truth]);
  ++tally_.examples;
  choice_slopes_[example.truth] -= 1;
}

void MaskedLearner::pass_back(const MaskedExample& example, std::size_t place, bool second) {
  summed_.clear();
  for (std::size_t i = 0; i < example.choices.size(); ++i) {
    if (std::abs(choice_slopes_[i]) < kLeastOfChoice) continue;
    const auto& choice = example.choices[i];
    const std::uint16_t row = network_.row_of[second ? choice.second : choice.first];
    if (sums_[row] == 0) summed_.push_back(row);
    sums_[row] += choice_slopes_[i];
  }
  const float* hidden = hidden_.data() + place * kHidden;
  float* hidden_slopes = hidden_slopes_.data() + place * kHidden;
  for (const std::uint16_t row : summed_) {
    const float slope = sums_[row];
    sums_[row] = 0;
    if (std::abs(slope) < kLeastOfRow) continue;
    if (out_used_ == out_slopes_.size()) out_slopes_.emplace_back(kHidden + 1);
    std::vector<float>& slopes = out_slopes_[out_used_++];
    std::fill(slopes.begin(), slopes.end(), 0.0F);
    masked_kernels::add_multiple(slopes.data(), slope, hidden, kHidden);
    slopes[kHidden] = slope;
    masked_kernels::add_multiple(hidden_slopes, slope, network_.out.data() + row * kHidden,
                                 kHidden);
    out_.push_back({row, slopes.data(), 1});
  }
}

void MaskedLearner::collect_rows() {
  for (std::size_t place = 0; place < used_; ++place) {
    const float* slopes = input_slopes_.data() + place * kInputs;
    for (const std::uint16_t row : places_[place].near) {
      near_.push_back({row, slopes, 1});
      slopes += kEmbedding;
    }
    for (const auto* side : {&places_[place].left, &places_[place].right}) {
      for (const std::uint16_t row : *side)
        far_.push_back({row, slopes, share_of_far(side->size())});
      slopes += kEmbedding;
    }
  }
}

void MaskedLearner::learn_batch() {
  used_ = 0;
  out_used_ = 0;
  out_.clear();
  near_.clear();
  far_.clear();
  std::fill(mix_.begin(), mix_.end(), 0.0F);
  std::fill(hidden_bias_.begin(), hidden_bias_.end(), 0.0F);
  for (std::size_t i = 0; i < kBatch; ++i) {
    MaskedExample& example = batch_[i];
    examples_.draw(i % 2 == 1, random_, example);
    if (example.is_pair) {
      add_place(example.at, 1);
      add_place(example.at + 1, -1);
    } else {
      add_place(example.at, !happens(kNeighbourLost) ? 0 : happens(0.5) ? 1 : -1);
    }
  }
  for (std::size_t place = 0; place < used_; ++place)
    std::copy_n(network_.hidden_bias.data(), kHidden, hidden_.data() + place * kHidden);
  masked_kernels::mix_inputs(network_.mix.data(), inputs_.data(), hidden_.data(), used_);
  for (float& value : hidden_) value = std::max(value, 0.0F);
  std::fill(hidden_slopes_.begin(), hidden_slopes_.end(), 0.0F);
  std::size_t place = 0;
  for (const MaskedExample& example : batch_) {
    judge(example, place);
    pass_back(example, place++, false);
    if (example.is_pair) pass_back(example, place++, true);
  }
  for (std::size_t i = 0; i < used_ * kHidden; ++i) {
    if (hidden_[i] == 0) hidden_slopes_[i] = 0;
    hidden_bias_[i % kHidden] += hidden_slopes_[i];
  }
  masked_kernels::pass_back(network_.mix.data(), inputs_.data(), hidden_slopes_.data(), mix_.data(),
                            input_slopes_.data(), used_);
  collect_rows();
}

MaskedLearner::Tally MaskedLearner::take_tally() { return std::exchange(tally_, {}); }

}  // namespace fuyuan
