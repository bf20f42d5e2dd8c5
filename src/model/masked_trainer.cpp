#include "model/masked_trainer.hpp"

#include <algorithm>
#include <barrier>
#include <cmath>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "model/confusions.hpp"
#include "model/masked_kernels.hpp"
#include "model/masked_learner.hpp"
#include "model/trainer.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Always as many, whatever the machine has, so that the numbers come out the same.
constexpr std::size_t kWorkers = 2;
constexpr std::size_t kGuideBytes = 24'000'000;
constexpr std::size_t kReports = 20;
/// The masked model is for Chinese; so little of a text is too little to learn anything.
constexpr std::size_t kLeastText = 1000;

// How fast it learns, at the beginning of each part; towards the end nothing.
constexpr float kRateWarmingUp = 0.05F;
constexpr float kRate = 0.03F;
constexpr float kRateOfMixing = 0.015F;  ///< of these
constexpr float kRateOfBias = 0.3F;
constexpr float kMemory = 0.9995F;  ///< of how steep it was for the mixing matrix, a batch
constexpr float kFirstSteepness = 1e-6F;
/// What the warm-up learnt is known to the n-grams in part.
constexpr float kNews = 0.35F;

/// A network and how steep it was at each row so far: what was steep goes on in smaller steps
/// (Adagrad, a rate for each row; RMSprop for the mixing matrix).
class Student {
 public:
  explicit Student(MaskedNetwork& network)
      : network_(network),
        near_(network.rows, kFirstSteepness),
        far_(network.rows, kFirstSteepness),
        out_(network.rows, kFirstSteepness),
        bias_(network.rows, kFirstSteepness),
        mix_(network.mix.size(), kFirstSteepness),
        hidden_bias_(network.hidden_bias.size(), kFirstSteepness) {}

  /// Applies the share that worker `worker` has in the changes of all of them.
  void apply(std::span<const MaskedLearner> learners, std::size_t worker, float rate) {
    for (const MaskedLearner& learner : learners) {
      for (const auto& slope : learner.out()) {
        if (slope.row % kWorkers != worker) continue;
        step(network_.out, out_, MaskedShape::kHidden, slope, rate);
        const float own = slope.slopes[MaskedShape::kHidden];
        bias_[slope.row] += own * own;
        network_.bias[slope.row] -= kRateOfBias * rate * own / std::sqrt(bias_[slope.row]);
      }
      for (const auto& slope : learner.near()) {
        if (slope.row % kWorkers == worker)
          step(network_.near, near_, MaskedShape::kEmbedding, slope, rate);
      }
      for (const auto& slope : learner.far()) {
        if (slope.row % kWorkers == worker)
          step(network_.far, far_, MaskedShape::kEmbedding, slope, rate);
      }
    }
    const std::size_t share = network_.mix.size() / kWorkers;
    step_all(network_.mix, mix_, learners, &MaskedLearner::mix, share * worker, share, rate);
    if (worker == 0) {
      step_all(network_.hidden_bias, hidden_bias_, learners, &MaskedLearner::hidden_bias, 0,
               network_.hidden_bias.size(), rate);
    }
  }

 private:
  static void step(std::vector<float>& matrix, std::vector<float>& steepness, std::size_t width,
                   const MaskedLearner::RowSlope& slope, float rate) {
    float& steep = steepness[slope.row];
    steep += masked_kernels::multiply(slope.slopes, slope.slopes, width) * slope.share *
             slope.share / static_cast<float>(width);
    masked_kernels::add_multiple(matrix.data() + slope.row * width,
                                 -rate * slope.share / std::sqrt(steep), slope.slopes, width);
  }

  static void step_all(std::vector<float>& values, std::vector<float>& steepness,
                       std::span<const MaskedLearner> learners,
                       const std::vector<float>& (MaskedLearner::*slopes)() const,
                       std::size_t begin, std::size_t size, float rate) {
    std::vector<const float*> all;
    for (const MaskedLearner& learner : learners) all.push_back((learner.*slopes)().data() + begin);
    masked_kernels::follow(values.data() + begin, steepness.data() + begin, all, size,
                           rate * kRateOfMixing, kMemory);
  }

  MaskedNetwork& network_;
  std::vector<float> near_;
  std::vector<float> far_;
  std::vector<float> out_;
  std::vector<float> bias_;
  std::vector<float> mix_;
  std::vector<float> hidden_bias_;
};

struct Lesson {
  std::string_view name;
  std::size_t examples;
  float rate;
};

void teach(MaskedNetwork& network, std::span<const Token> text, const MaskedExamples& examples,
           const Lesson& lesson, const std::function<void(std::string_view)>& report) {
  std::vector<std::uint16_t> rows;
  for (const Token token : text) rows.push_back(network.row_of[token]);
  std::vector<MaskedLearner> learners;
  for (std::size_t i = 0; i < kWorkers; ++i) learners.emplace_back(network, examples, rows, i + 1);
  Student student(network);
  const std::size_t batches = lesson.examples / (kWorkers * MaskedLearner::kBatch) + 1;
  std::barrier together(static_cast<std::ptrdiff_t>(kWorkers));
  const auto work = [&](std::size_t worker) {
    for (std::size_t batch = 0; batch < batches; ++batch) {
      const float done = static_cast<float>(batch) / static_cast<float>(batches);
      learners[worker].learn_batch();
      together.arrive_and_wait();
      student.apply(learners, worker, lesson.rate * (1 - done));
      together.arrive_and_wait();
      if (worker != 0 || (batch + 1) * kReports / batches == batch * kReports / batches) continue;
      const MaskedLearner::Tally tally = learners[0].take_tally();
      const auto count = static_cast<double>(tally.examples);
      report(fmt::format("{}: {:.0f} %, {:.4f} nats, {:.2f} % right", lesson.name,
                         100.0 * static_cast<double>(batch + 1) / static_cast<double>(batches),
                         tally.loss / count, 100 * static_cast<double>(tally.hits) / count));
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < kWorkers; ++i) threads.emplace_back(work, i);
}

/// A row for each token that is frequent enough; the boundary and the classes keep their numbers.
std::vector<std::uint16_t> assign_rows(std::span<const Token> text, const LanguageModel& model,
                                       std::size_t min_count) {
  std::vector<std::size_t> counts(model.vocabulary_size());
  for (const Token token : text) ++counts[token];
  std::uint16_t rows = 0;
  std::vector<std::uint16_t> out;
  constexpr std::uint16_t kRare = 0xFFFF;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool is_class = model.code_point(static_cast<Token>(i)) == 0;
    out.push_back(is_class || counts[i] >= min_count ? rows++ : kRare);
  }
  std::replace(out.begin(), out.end(), kRare, rows);
  out.push_back(static_cast<std::uint16_t>(rows + 1));
  return out;
}

}  // namespace

void MaskedTrainer::add(std::string_view text) {
  const std::size_t bad = find_invalid_utf8(text);
  if (bad != text.size()) throw std::runtime_error(fmt::format("not UTF-8 at offset {}", bad));
  for (bool is_guide = true; !text.empty(); is_guide = !is_guide) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view paragraph = text.substr(0, end);
    if (is_guide) guides_.append(paragraph).push_back('\n');
    for (const char32_t cp : to_utf32(paragraph)) {
      all_.push_back(model_.token(cp));
      if (!is_guide) held_out_.push_back(all_.back());
    }
    all_.push_back(kBoundary);
    if (!is_guide) held_out_.push_back(kBoundary);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string MaskedTrainer::train(const std::function<void(std::string_view)>& report) const {
  if (held_out_.size() < kLeastText) throw std::runtime_error("too little text to train on");
  const Confusions confusions(model_);
  MaskedNetwork network(assign_rows(all_, model_, options_.min_character_count));
  teach(network, all_, {all_, model_, confusions, nullptr},
        {"warm-up", options_.warm_up, kRateWarmingUp}, report);
  for (auto* values : {&network.out, &network.bias}) {
    for (float& value : *values) value *= kNews;
  }
  Trainer trainer({.max_bytes = kGuideBytes});
  trainer.add("guides", guides_);
  report("training n-grams on every other paragraph");
  const std::string file = trainer.train();
  const LanguageModel guide({reinterpret_cast<const unsigned char*>(file.data()), file.size()});
  teach(network, held_out_, {held_out_, model_, confusions, &guide},
        {"what n-grams do not know", options_.examples, kRate}, report);
  return network.write();
}

}  // namespace fuyuan
