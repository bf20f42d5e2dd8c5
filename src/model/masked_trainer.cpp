#include "model/masked_trainer.hpp"

#include <algorithm>
#include <array>
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

// How fast it learns: for the first steps less, then at once as fast as it will, then less and
// less.
constexpr float kRateWarmingUp = 0.003F;
constexpr float kRate = 0.0015F;
constexpr std::size_t kFirstSteps = 200;
constexpr std::size_t kFirstShare = 10;  ///< of all steps, where these are fewer
constexpr float kMomentum = 0.9F;
constexpr float kMemory = 0.999F;
/// What the warm-up learnt is known to the n-grams in part.
constexpr float kNews = 0.45F;

/// A network and how it went on so far. Rows that are not used rest.
class Student {
 public:
  explicit Student(MaskedNetwork& network)
      : network_(network),
        in_(network.in.size()),
        out_(network.out.size()),
        bias_(network.bias.size()) {
    for (const MaskedLayers::Matrix* matrix : network.layers.all()) {
      layers_.emplace_back(matrix->weights.size());
      layers_.emplace_back(matrix->bias.size());
    }
  }

  /// Applies the share that worker `worker` has in the changes of all of them.
  void apply(std::span<const MaskedLearner> learners, std::size_t worker, float rate) {
    follow_rows(network_.in, in_, learners, worker, rate, &MaskedSlopes::in);
    follow_rows(network_.out, out_, learners, worker, rate, &MaskedSlopes::out);
    const auto follow_all = [&](std::vector<float>& values, Course& course, const auto& slopes_of) {
      const std::size_t begin = values.size() * worker / kWorkers;
      const std::size_t end = values.size() * (worker + 1) / kWorkers;
      std::array<const float*, kWorkers> slopes{};
      for (std::size_t i = 0; i < kWorkers; ++i) slopes[i] = slopes_of(learners[i]) + begin;
      follow(values, course, slopes, begin, end - begin, rate);
    };
    follow_all(network_.bias, bias_,
               [](const MaskedLearner& learner) { return learner.slopes().bias.data(); });
    const auto matrices = network_.layers.all();
    for (std::size_t i = 0; i < matrices.size(); ++i) {
      MaskedLayers::Matrix& matrix = *matrices[i];
      follow_all(matrix.weights, layers_[2 * i], [i](const MaskedLearner& learner) {
        return learner.slopes().layers.all()[i]->weights.data();
      });
      follow_all(matrix.bias, layers_[2 * i + 1], [i](const MaskedLearner& learner) {
        return learner.slopes().layers.all()[i]->bias.data();
      });
    }
  }

 private:
  struct Course {
    explicit Course(std::size_t size) : direction(size), steepness(size) {}

    std::vector<float> direction;
    std::vector<float> steepness;
  };

  static void follow(std::vector<float>& values, Course& course,
                     std::span<const float* const> slopes, std::size_t begin, std::size_t size,
                     float rate) {
    masked_kernels::follow(values.data() + begin, course.direction.data() + begin,
                           course.steepness.data() + begin, slopes, size,
                           {rate, kMomentum, kMemory});
  }

  static void follow_rows(std::vector<float>& values, Course& course,
                          std::span<const MaskedLearner> learners, std::size_t worker, float rate,
                          MaskedSlopes::Rows MaskedSlopes::*rows_of) {
    const std::size_t width = (learners[0].slopes().*rows_of).width();
    std::array<const float*, kWorkers> slopes{};
    for (std::size_t row = worker; row * width < values.size(); row += kWorkers) {
      bool is_used = false;
      for (std::size_t i = 0; i < kWorkers; ++i) {
        const MaskedSlopes::Rows& rows = learners[i].slopes().*rows_of;
        slopes[i] = rows.row(row);
        is_used = is_used || rows.is_used(row);
      }
      if (is_used) follow(values, course, slopes, row * width, width, rate);
    }
  }

  MaskedNetwork& network_;
  Course in_;
  Course out_;
  Course bias_;
  std::vector<Course> layers_;  ///< weights and bias of each matrix
};

struct Lesson {
  std::string_view name;
  std::size_t characters;
  float rate;
};

/// How fast it learns at one of so many steps. What is steep is not yet known at first.
float find_rate(float most, std::size_t step, std::size_t steps) {
  const auto done = static_cast<float>(step);
  const auto first = static_cast<float>(std::min(kFirstSteps, steps / kFirstShare + 1));
  return most * std::min(1.0F, done / first) * (1 - done / static_cast<float>(steps)) *
         std::sqrt(1 - std::pow(kMemory, done + 1));
}

void teach(MaskedNetwork& network, const MaskedExamples& examples, const Lesson& lesson,
           const std::function<void(std::string_view)>& report) {
  std::vector<MaskedLearner> learners;
  for (std::size_t i = 0; i < kWorkers; ++i) learners.emplace_back(network, examples, i + 1);
  Student student(network);
  const std::size_t batches = lesson.characters / (kWorkers * MaskedLearner::kBatch) + 1;
  std::barrier together(static_cast<std::ptrdiff_t>(kWorkers));
  const auto work = [&](std::size_t worker) {
    for (std::size_t batch = 0; batch < batches; ++batch) {
      learners[worker].learn_batch();
      together.arrive_and_wait();
      student.apply(learners, worker, find_rate(lesson.rate, batch, batches));
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
  teach(network, {all_, model_, confusions, nullptr}, {"warm-up", options_.warm_up, kRateWarmingUp},
        report);
  for (auto* values : {&network.out, &network.bias}) {
    for (float& value : *values) value *= kNews;
  }
  Trainer trainer({.max_bytes = kGuideBytes});
  trainer.add("guides", guides_);
  report("training n-grams on every other paragraph");
  const std::string file = trainer.train();
  const LanguageModel guide({reinterpret_cast<const unsigned char*>(file.data()), file.size()});
  teach(network, {held_out_, model_, confusions, &guide},
        {"what n-grams do not know", options_.with_model, kRate}, report);
  return network.write();
}

}  // namespace fuyuan
