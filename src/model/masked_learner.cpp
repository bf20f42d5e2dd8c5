#include "model/masked_learner.hpp"

#include <algorithm>
#include <cmath>

#include "model/masked_kernels.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kHidden = MaskedShape::kHidden;

/// Longer pieces are not read at once, and shorter ones say too little. Some are as short as titles
/// and what stands in tables.
constexpr std::size_t kLongest = 160;
constexpr std::size_t kShortest = 4;
constexpr double kShort = 0.25;
constexpr std::size_t kLongestOfShort = 40;

// What is around a lost character is often lost as well.
constexpr double kNeighbourLost = 0.3;
constexpr double kWhole = 0.4;  ///< pieces of which nothing else is lost

/// How many of a piece's characters are lost, and how many are asked about where there is a guide.
struct Noise {
  double hidden;
  double asked;
};
constexpr Noise kNone = {0, 0.06};
constexpr Noise kSome = {0.1, 0.15};
constexpr Noise kMuch = {0.25, 0.15};

/// Slopes below that are not worth the time.
constexpr float kLeast = 1e-3F;

}  // namespace

MaskedLearner::MaskedLearner(const MaskedNetwork& network, const MaskedExamples& examples,
                             std::uint64_t seed)
    : network_(network),
      examples_(examples),
      random_(seed),
      sums_(network.rows),
      scores_(network.rows),
      scored_(network.rows),
      slopes_(network) {}

bool MaskedLearner::happens(double probability) {
  return static_cast<double>(random_() >> 11U) * 0x1p-53 < probability;
}

void MaskedLearner::hide(std::size_t place) {
  if (rows_[place] != kBoundary) rows_[place] = network_.unknown();
}

void MaskedLearner::draw_text() {
  const std::span<const Token> text = examples_.text();
  rows_.assign(1, kBoundary);
  while (rows_.size() < kBatch) {
    std::size_t begin = random_() % text.size();
    std::size_t end = begin;
    const std::size_t longest =
        happens(kShort) ? kShortest + random_() % kLongestOfShort : kLongest;
    const std::size_t longest_before = random_() % longest;
    for (std::size_t i = 0; i < longest_before && begin > 0 && text[begin - 1] != kBoundary; ++i)
      --begin;
    while (end < text.size() && text[end] != kBoundary && end - begin < longest) ++end;
    if (end - begin >= kShortest) add_piece(begin, end);
  }
}

void MaskedLearner::add_piece(std::size_t begin, std::size_t end) {
  const Noise noise = happens(kWhole) ? kNone : happens(0.5) ? kSome : kMuch;
  const std::size_t first = rows_.size();
  for (std::size_t at = begin; at < end; ++at) {
    rows_.push_back(network_.row_of[examples_.text()[at]]);
    if (noise.hidden > 0 && happens(noise.hidden)) hide(rows_.size() - 1);
  }
  rows_.push_back(kBoundary);
  for (std::size_t at = begin; at < end; ++at)
    ask_about(first + at - begin, at, examples_.has_guide() ? noise.asked : 1);
}

void MaskedLearner::ask_about(std::size_t place, std::size_t at, double share) {
  if (!asked_.empty() && asked_.back() >= place) return;  // the second of a pair
  if (share < 1 && !happens(share)) return;
  if (batch_size_ == batch_.size()) batch_.emplace_back();
  MaskedExample& example = batch_[batch_size_];
  if (examples_.has_guide() && happens(0.5)) {
    if (rows_[place + 1] == kBoundary || !examples_.make_pair(at, random_, example)) return;
    asked_.insert(asked_.end(), {place, place + 1});
    hide(place);
    hide(place + 1);
  } else {
    if (!examples_.make_single(at, random_, example)) return;
    asked_.push_back(place);
    if (examples_.has_guide() && happens(kNeighbourLost))
      hide(happens(0.5) ? place - 1 : place + 1);
  }
  ++batch_size_;
}

void MaskedLearner::read() {
  std::vector<bool> ends;
  characters_.resize(rows_.size() * kEmbedding);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    ends.push_back(rows_[i] == kBoundary);
    std::copy_n(network_.in.data() + rows_[i] * kEmbedding, kEmbedding,
                characters_.data() + i * kEmbedding);
  }
  pass_.read(network_.layers, characters_, ends);
  pass_.mix(network_.layers, asked_);
}

float MaskedLearner::score(std::size_t asked, std::uint16_t row) {
  if (scored_[row] != scoring_) {
    scored_[row] = scoring_;
    scores_[row] =
        network_.bias[row] + masked_kernels::multiply(pass_.hidden().data() + asked * kHidden,
                                                      network_.out.data() + row * kHidden, kHidden);
  }
  return scores_[row];
}

void MaskedLearner::weigh_choices(const MaskedExample& example, std::size_t asked) {
  const auto& choices = example.choices;
  choice_slopes_.clear();
  for (const auto& choice : choices) choice_slopes_.push_back(choice.base);
  for (const bool second : {false, true}) {
    if (second && !example.is_pair) break;
    ++scoring_;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Token token = second ? choices[i].second : choices[i].first;
      choice_slopes_[i] += score(asked + (second ? 1 : 0), network_.row_of[token]);
    }
  }
}

void MaskedLearner::judge(const MaskedExample& example, std::size_t asked) {
  weigh_choices(example, asked);
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

void MaskedLearner::pass_back(const MaskedExample& example, std::size_t asked, bool second) {
  summed_.clear();
  for (std::size_t i = 0; i < example.choices.size(); ++i) {
    if (choice_slopes_[i] == 0) continue;
    const auto& choice = example.choices[i];
    const std::uint16_t row = network_.row_of[second ? choice.second : choice.first];
    if (sums_[row] == 0) summed_.push_back(row);
    sums_[row] += choice_slopes_[i];
  }
  const float* hidden = pass_.hidden().data() + asked * kHidden;
  float* hidden_slopes = hidden_slopes_.data() + asked * kHidden;
  for (const std::uint16_t row : summed_) {
    const float slope = std::exchange(sums_[row], 0.0F);
    if (std::abs(slope) < kLeast) continue;
    masked_kernels::add_multiple(slopes_.out.use(row), slope, hidden, kHidden);
    slopes_.bias[row] += slope;
    masked_kernels::add_multiple(hidden_slopes, slope, network_.out.data() + row * kHidden,
                                 kHidden);
  }
}

void MaskedLearner::learn_batch() {
  slopes_.clear();
  batch_size_ = 0;
  asked_.clear();
  draw_text();
  read();
  hidden_slopes_.assign(pass_.hidden().size(), 0);
  std::size_t asked = 0;
  for (std::size_t i = 0; i < batch_size_; ++i) {
    const MaskedExample& example = batch_[i];
    judge(example, asked);
    pass_back(example, asked++, false);
    if (example.is_pair) pass_back(example, asked++, true);
  }
  for (std::size_t i = 0; i < hidden_slopes_.size(); ++i) {
    if (pass_.hidden()[i] == 0) hidden_slopes_[i] = 0;
  }
  back_pass_.run(network_.layers, pass_, asked_, hidden_slopes_, slopes_.layers);
  for (std::size_t i = 0; i < rows_.size(); ++i)
    masked_kernels::add_multiple(slopes_.in.use(rows_[i]), 1,
                                 back_pass_.characters().data() + i * kEmbedding, kEmbedding);
}

}  // namespace fuyuan
