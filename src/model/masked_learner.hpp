#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "model/masked_back_pass.hpp"
#include "model/masked_examples.hpp"
#include "model/masked_network.hpp"
#include "model/masked_pass.hpp"
#include "model/masked_slopes.hpp"

namespace fuyuan {

/// One of the workers that teach a network: reads pieces of the text, a batch at a time, asks about
/// places in them, and finds out how the network would have to change.
class MaskedLearner {
 public:
  static constexpr std::size_t kBatch = 512;  ///< characters, and what is left of the last piece

  struct Tally {
    std::size_t examples = 0;
    std::size_t hits = 0;
    double loss = 0;  ///< nats
  };

  /// Both must outlive this.
  MaskedLearner(const MaskedNetwork& network, const MaskedExamples& examples, std::uint64_t seed);

  /// Without a guide it asks about each character.
  void learn_batch();

  /// What the last batch came to.
  const MaskedSlopes& slopes() const { return slopes_; }
  /// Since it was asked last.
  Tally take_tally() { return std::exchange(tally_, {}); }

 private:
  bool happens(double probability);
  void draw_text();
  void add_piece(std::size_t begin, std::size_t end);
  void ask_about(std::size_t place, std::size_t at, double share);
  void hide(std::size_t place);
  void read();
  void judge(const MaskedExample& example, std::size_t asked);
  void weigh_choices(const MaskedExample& example, std::size_t asked);
  void pass_back(const MaskedExample& example, std::size_t asked, bool second);
  float score(std::size_t asked, std::uint16_t row);

  const MaskedNetwork& network_;
  const MaskedExamples& examples_;
  std::mt19937_64 random_;
  std::vector<std::uint16_t> rows_;  ///< of the characters of this batch
  std::vector<MaskedExample> batch_;
  std::size_t batch_size_ = 0;
  std::vector<std::size_t> asked_;  ///< places, those of the examples one after another
  std::vector<float> characters_;
  MaskedPass pass_;
  MaskedBackPass back_pass_;
  std::vector<float> hidden_slopes_;
  std::vector<float> choice_slopes_;
  std::vector<float> sums_;  ///< by row: slopes of the choices that have it
  std::vector<std::uint16_t> summed_;
  std::vector<float> scores_;          ///< by row, for one place
  std::vector<std::uint32_t> scored_;  ///< by row: the last place it was scored for, from 1
  std::uint32_t scoring_ = 0;
  MaskedSlopes slopes_;
  Tally tally_;
};

}  // namespace fuyuan
