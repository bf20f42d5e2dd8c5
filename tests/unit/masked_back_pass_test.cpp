#include "model/masked_back_pass.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::MaskedBackPass;
using fuyuan::MaskedLayers;
using fuyuan::MaskedPass;
using fuyuan::MaskedShape;

constexpr float kStep = 0.01F;  ///< of the difference quotients

/// Two paragraphs, a few places in them, and a network of random numbers. What the network is worth
/// is the sum of what it has in mind at those places, each times a number.
class Trial {
 public:
  Trial() {
    for (auto* matrix : layers.all()) {
      for (float& weight : matrix->weights) weight = draw() * 0.08F;
      for (float& bias : matrix->bias) bias = draw() * 0.2F;
    }
    // Half of the numbers are cut off at zero, and none comes near that.
    for (std::size_t i = 0; i < layers.mix.bias.size(); ++i)
      layers.mix.bias[i] += i % 2 == 0 ? 3.0F : -3.0F;
    ends = {true, false, false, false, false, true, false, false, true};
    for (std::size_t i = 0; i < ends.size() * MaskedShape::kEmbedding; ++i)
      characters.push_back(draw());
    for (std::size_t i = 0; i < places.size() * MaskedShape::kHidden; ++i) worth.push_back(draw());
  }

  double value() {
    pass.read(layers, characters, ends);
    const std::vector<float>& hidden = pass.mix(layers, places);
    double sum = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) sum += double{hidden[i]} * worth[i];
    return sum;
  }

  /// How much the value changes with `number`, by difference.
  double find_slope(float& number) {
    const float before = number;
    number = before + kStep;
    const double above = value();
    number = before - kStep;
    const double below = value();
    number = before;
    return (above - below) / (2 * double{kStep});
  }

  float draw() { return static_cast<float>(random() % 2001) / 1000.0F - 1.0F; }

  std::mt19937 random{7};
  MaskedLayers layers;
  MaskedPass pass;
  std::vector<bool> ends;
  std::vector<std::size_t> places = {1, 3, 4, 6, 7};
  std::vector<float> characters;
  std::vector<float> worth;
};

}  // namespace

TEST_CASE("The way back finds the slopes that small changes show", "[masked_back_pass]") {
  Trial trial;
  trial.value();
  std::vector<float> hidden_slopes = trial.worth;
  for (std::size_t i = 0; i < hidden_slopes.size(); ++i) {
    if (trial.pass.hidden()[i] == 0) hidden_slopes[i] = 0;
  }
  MaskedLayers slopes;
  MaskedBackPass back;
  back.run(trial.layers, trial.pass, trial.places, hidden_slopes, slopes);
  const std::vector<float> of_characters = back.characters();
  const auto check = [&](float& number, float slope) {
    const double expected = trial.find_slope(number);
    CHECK(slope == Approx(expected).margin(0.05 + 0.05 * std::abs(expected)));
  };
  const auto matrices = trial.layers.all();
  double steepest = 0;
  for (std::size_t which = 0; which < matrices.size(); ++which) {
    CAPTURE(which);
    for (int i = 0; i < 60; ++i) {
      const std::size_t weight = trial.random() % matrices[which]->weights.size();
      check(matrices[which]->weights[weight], slopes.all()[which]->weights[weight]);
      const std::size_t bias = trial.random() % matrices[which]->bias.size();
      check(matrices[which]->bias[bias], slopes.all()[which]->bias[bias]);
      steepest = std::max(steepest, std::abs(double{slopes.all()[which]->bias[bias]}));
    }
  }
  for (int i = 0; i < 100; ++i) {
    const std::size_t at = trial.random() % trial.characters.size();
    check(trial.characters[at], of_characters[at]);
  }
  CHECK(steepest > 1);  // else the margin would hide all
}
