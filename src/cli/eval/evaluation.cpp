#include "cli/eval/evaluation.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>

#include "cli/eval/catalogue.hpp"
#include "cli/eval/mixed.hpp"
#include "cli/eval/opencc.hpp"
#include "cli/eval/phrase_script.hpp"
#include "cli/eval/rivals.hpp"

namespace fuyuan::eval {
namespace {

/// Only some documents of other languages have the characters that a damage is about: so many are
/// looked at for one that is broken.
constexpr std::size_t kSpareOther = 10;
constexpr std::array<std::size_t, 5> kRuns = {2, 4, 6, 8, 12};

/// One text, cut to one shape.
struct Sample {
  const Text* text = nullptr;
  Shape shape;
  std::vector<std::string> documents;
  /// What it is for: healthy text and pages may be measured by more documents than the rest.
  enum class Use : std::uint8_t { damage, pages, healthy } use = Use::damage;

  bool is_run() const { return shape.kind == Shape::Kind::run; }
};

/// What one thread does at a time, on one sample.
struct Job {
  enum class Kind : std::uint8_t { damage, mix, phrase_script };
  const Sample* sample = nullptr;
  Kind kind = Kind::damage;
  /// They begin with the same channel: decoders often agree, and what they agree on is restored
  /// once.
  std::vector<const Damage*> damages;
  std::string_view name = {};  ///< of the script
};

std::size_t count_documents(Sample::Use use, const EvaluationOptions& options) {
  const std::size_t wanted = use == Sample::Use::healthy ? options.healthy
                             : use == Sample::Use::pages ? options.pages
                                                         : options.documents;
  return wanted != 0 ? wanted : options.documents;
}

std::vector<Sample> make_samples(const std::vector<Text>& texts, const EvaluationOptions& options) {
  std::vector<Shape> shapes;
  for (const std::size_t length : options.lengths) {
    shapes.push_back(length == 0 ? Shape{} : Shape{Shape::Kind::cut, length});
  }
  for (const std::size_t run : kRuns) shapes.push_back({Shape::Kind::run, run});
  std::vector<Sample> samples;
  for (const Text& text : texts) {
    const std::size_t spare = text.language() == Language::other ? kSpareOther : 1;
    for (const Shape& shape : shapes) {
      samples.push_back({&text, shape, choose_documents(text, shape, options.documents * spare)});
      if (samples.back().is_run()) continue;
      const std::size_t pages = count_documents(Sample::Use::pages, options);
      samples.push_back(
          {&text, shape, choose_documents(text, shape, pages * spare), Sample::Use::pages});
      const std::size_t healthy = count_documents(Sample::Use::healthy, options);
      samples.push_back(
          {&text, shape, choose_documents(text, shape, healthy), Sample::Use::healthy});
    }
  }
  return samples;
}

Sample::Use use_for(Family family) {
  if (family == Family::healthy) return Sample::Use::healthy;
  return family == Family::converted_page || family == Family::frame_shift ? Sample::Use::pages
                                                                           : Sample::Use::damage;
}

bool takes_part(const Damage& damage, const Sample& sample) {
  return damage.applies_to(sample.text->language()) && sample.use == use_for(damage.family()) &&
         (!sample.is_run() || damage.family() == Family::raw);
}

bool begin_alike(const Damage& a, const Damage& b) {
  return !a.steps().empty() && !b.steps().empty() &&
         a.steps().front().channel == b.steps().front().channel;
}

void list_damages(const std::vector<Damage>& damages, const Sample& sample,
                  std::vector<Job>& jobs) {
  const Damage* last = nullptr;
  for (const Damage& damage : damages) {
    if (!takes_part(damage, sample)) continue;
    if (last == nullptr || !begin_alike(*last, damage))
      jobs.push_back({&sample, Job::Kind::damage, {}});
    jobs.back().damages.push_back(&damage);
    last = &damage;
  }
}

/// Mixed lines and scripts are no damages of the catalogue: they need several documents at once.
void list_others(const Sample& sample, const EvaluationOptions& options, std::vector<Job>& jobs) {
  if (sample.text->language() != Language::simplified || sample.is_run() ||
      sample.use != Sample::Use::damage) {
    return;
  }
  const auto is_wanted = [&](std::string_view name) {
    return name.find(options.only) != std::string_view::npos;
  };
  if (std::any_of(kMixedNames.begin(), kMixedNames.end(), is_wanted)) {
    jobs.push_back({&sample, Job::Kind::mix, {}});
  }
  if (!options.rivals || !OpenCc::is_installed()) return;
  for (const std::string_view name : kPhraseScripts) {
    if (is_wanted(name)) jobs.push_back({&sample, Job::Kind::phrase_script, {}, name});
  }
}

std::vector<Score> mix(const Job& job, const EvaluationOptions& options) {
  std::vector<std::string> lines = job.sample->documents;
  std::erase_if(lines, [](const std::string& line) { return line.find('\n') != line.npos; });
  std::vector<Score> scores = measure_mixed(lines, options.seed);
  std::erase_if(scores, [&](const Score& score) {
    return score.damage.find(options.only) == std::string::npos;
  });
  return scores;
}

/// Figures of the documents of one sample, each restored once for all damages that agree on it.
class Cache {
 public:
  explicit Cache(std::size_t documents) : figures_(documents) {}

  const Figures& get(std::size_t index, const std::string& document, const std::string& broken,
                     const Options& options) {
    const std::string key = (options.escapes ? 'e' : options.notes ? 'n' : ' ') + broken;
    const auto [at, is_new] = figures_[index].try_emplace(key);
    if (is_new) at->second = measure(document, broken, options);
    return at->second;
  }

 private:
  std::vector<std::unordered_map<std::string, Figures>> figures_;
};

/// A document of a sample, broken.
struct BrokenDocument {
  std::size_t index = 0;
  Broken broken;
};

/// Those that could be broken, at most so many, evenly spread.
std::vector<BrokenDocument> break_documents(const Damage& damage, const Sample& sample,
                                            std::uint64_t seed, std::size_t most) {
  std::vector<BrokenDocument> all;
  for (std::size_t i = 0; i < sample.documents.size(); ++i) {
    std::optional<Broken> broken = damage.apply(sample.documents[i], seed + i);
    if (broken) all.push_back({i, std::move(*broken)});
  }
  if (sample.use == Sample::Use::healthy || all.size() <= most) return all;
  std::vector<BrokenDocument> chosen;
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(std::move(all[i * all.size() / most]));
  return chosen;
}

Score score_damage(const Damage& damage, const Sample& sample, const EvaluationOptions& options,
                   Cache& cache) {
  Score score;
  score.damage = damage.name();
  score.steps = damage.steps_label();
  score.family = damage.family();
  Options restoring = restoring_options(sample.text->language(), damage.is_escape());
  restoring.notes = damage.is_often_meant();
  std::vector<Trial> trials;
  for (auto& [index, broken] :
       break_documents(damage, sample, options.seed, count_documents(sample.use, options))) {
    const std::string& document = sample.documents[index];
    Figures figures = cache.get(index, document, broken.bytes, restoring);
    const bool decides = damage.family() != Family::healthy && broken.is_lossless == true;
    figures.lossless = decides ? 1 : 0;
    figures.lossless_exact = decides ? figures.exact : 0;
    score.figures.add(figures);
    if (options.rivals) trials.push_back({&document, std::move(broken)});
  }
  score.rivals = measure_rivals(damage, trials);
  return score;
}

std::vector<Score> run(const Job& job, const EvaluationOptions& options) {
  const Sample& sample = *job.sample;
  std::vector<Score> scores;
  if (job.kind == Job::Kind::mix) scores = mix(job, options);
  if (job.kind == Job::Kind::phrase_script) {
    scores.push_back(measure_phrase_script(job.name, sample.documents));
  }
  Cache cache(sample.documents.size());
  for (const Damage* damage : job.damages) {
    scores.push_back(score_damage(*damage, sample, options, cache));
  }
  std::erase_if(scores, [](const Score& score) { return score.figures.documents == 0; });
  for (Score& score : scores) {
    score.text = sample.text->name;
    score.label = sample.text->label();
    score.language = sample.text->language();
    score.shape = sample.shape;
  }
  return scores;
}

std::vector<std::vector<Score>> run_all(const std::vector<Job>& jobs,
                                        const EvaluationOptions& options) {
  std::vector<std::vector<Score>> results(jobs.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::size_t done = 0;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < jobs.size(); i = next++) {
        results[i] = run(jobs[i], options);
        const std::lock_guard lock(mutex);
        if (options.progress) options.progress(++done, jobs.size());
      }
    } catch (...) {
      next = jobs.size();
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  const unsigned count =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  try {
    for (std::size_t i = 1; i < std::min<std::size_t>(count, jobs.size()); ++i) {
      threads.emplace_back(work);
    }
  } catch (const std::system_error&) {
    // The system gives no more of them: fewer do the same.
  }
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return results;
}

/// Jobs go by sample; rows go by damage.
void sort_by_catalogue(const std::vector<Damage>& damages, std::vector<Score>& scores) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < damages.size(); ++i) places.emplace(damages[i].name(), i);
  const auto place = [&](const Score& score) {
    const auto at = places.find(score.damage);
    return at == places.end() ? damages.size() : at->second;
  };
  std::stable_sort(scores.begin(), scores.end(),
                   [&](const Score& a, const Score& b) { return place(a) < place(b); });
}

}  // namespace

std::vector<Score> evaluate(const std::vector<Text>& texts, const EvaluationOptions& options) {
  const std::vector<Damage> damages = select(make_catalogue(), options.only);
  const std::vector<Sample> samples = make_samples(texts, options);
  std::vector<Job> jobs;
  for (const Sample& sample : samples) {
    list_damages(damages, sample, jobs);
    list_others(sample, options, jobs);
  }
  std::vector<Score> scores;
  for (std::vector<Score>& some : run_all(jobs, options)) {
    std::move(some.begin(), some.end(), std::back_inserter(scores));
  }
  sort_by_catalogue(damages, scores);
  return scores;
}

std::vector<std::string> rival_notes() {
  std::vector<std::string> notes = {
      "iconv (glibc) and uconv (ICU), told every step and every table, leaving out what they "
      "cannot convert",
      "uchardet and ICU, asked which charset raw bytes are in"};
  notes.emplace_back(OpenCc::is_installed()
                         ? "OpenCC, told that the text is Traditional"
                         : "OpenCC is left out: there is no command `opencc` here");
  return notes;
}

}  // namespace fuyuan::eval
