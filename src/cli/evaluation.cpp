#include "cli/evaluation.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "channel/registry.hpp"
#include "restore/json.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kSure = 0.9;

struct Job {
  const Channel* channel = nullptr;  ///< nullptr: healthy text
  std::string habit;
  const EvaluationText* text = nullptr;
};

bool is_simplified(const EvaluationText& text) {
  return text.name.find("zh-hans") != std::string::npos;
}
bool is_traditional(const EvaluationText& text) {
  return text.name.find("zh-hant") != std::string::npos;
}

/// Whether text in this language can go through the channel at all.
bool applies(const Channel& channel, const EvaluationText& text) {
  const std::string_view name = channel.name();
  if (name == "identity") return false;
  if (name.starts_with("big5") || name == "euc-tw") return is_traditional(text);
  if (name.starts_with("shift-jis") || name == "euc-jp") {
    return text.name.find(".ja") != std::string::npos;
  }
  if (name.starts_with("euc-kr")) return text.name.find(".ko") != std::string::npos;
  if (name.starts_with("windows-125") || name == "koi8-r") return false;
  return is_simplified(text);
}

std::vector<std::string> choose_documents(const EvaluationText& text,
                                          const EvaluationOptions& options) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < text.text.size();) {
    const std::size_t end = std::min(text.text.find('\n', begin), text.text.size());
    std::u32string paragraph = to_utf32(std::string_view(text.text).substr(begin, end - begin));
    begin = end + 1;
    if (paragraph.size() < options.min_characters) continue;
    if (options.max_characters != 0 && paragraph.size() > options.max_characters) {
      paragraph.resize(options.max_characters);
    }
    all.push_back(to_utf8(paragraph));
  }
  if (all.size() <= options.documents) return all;
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < options.documents; ++i) {
    chosen.push_back(std::move(all[i * all.size() / options.documents]));
  }
  return chosen;
}

/// Counts the inferred characters that the model was sure of, and how many of them are right. The
/// text of the step that inferred them is compared: no later step moves them.
void check_calibration(const Restored& restored, std::string_view broken,
                       std::u32string_view original, Score& score) {
  Plan so_far;
  for (const Step& step : restored.plan.steps) {
    so_far.steps.push_back(step);
    const bool any = std::any_of(step.spans.begin(), step.spans.end(),
                                 [](const Span& span) { return !span.inferred.empty(); });
    if (!any) continue;
    const std::u32string text = to_utf32(so_far.apply(broken));
    const std::vector<bool> right = aligned(text, original);
    std::size_t offset = 0;
    std::size_t copied = 0;
    Plan before;
    before.steps.assign(so_far.steps.begin(), so_far.steps.end() - 1);
    const std::string input = before.apply(broken);
    for (const Span& span : step.spans) {
      offset += to_utf32(input.substr(copied, span.begin - copied)).size();
      for (const InferredCharacter& inferred : span.inferred) {
        if (inferred.probability < kSure || inferred.character == 0xFFFD) continue;
        ++score.inferred;
        score.inferred_right += right[offset + inferred.offset] ? 1 : 0;
      }
      offset += to_utf32(span.after).size();
      copied = span.end;
    }
  }
}

/// Whether the channel's original charset has all characters of the document.
bool can_carry(const Channel& channel, std::string_view habit, std::string_view document) {
  if (const auto* escape = dynamic_cast<const Escape*>(&channel)) {
    return escape->can_carry(document, habit);
  }
  const auto* misread = dynamic_cast<const Misread*>(&channel);
  if (misread == nullptr) return true;
  const std::u32string text = to_utf32(document);
  return std::all_of(text.begin(), text.end(),
                     [&](char32_t cp) { return misread->original().encode(cp).length != 0; });
}

void evaluate_document(const Job& job, const std::string& document, std::uint64_t seed,
                       Score& score) {
  if (job.channel != nullptr && !can_carry(*job.channel, job.habit, document)) return;
  std::mt19937_64 random(seed);
  const std::string broken =
      job.channel == nullptr ? document : job.channel->damage(document, job.habit, random);
  Options options;
  if (!is_simplified(*job.text)) options.to = Script::keep;
  options.escapes = dynamic_cast<const Escape*>(job.channel) != nullptr;
  options.notes = true;
  const Restored restored = Restorer(options).restore(broken);
  const std::u32string original = to_utf32(document);
  const std::u32string text = to_utf32(restored.text);
  const std::size_t errors = edit_distance(text, original);
  ++score.documents;
  score.exact += restored.text == document ? 1 : 0;
  score.characters += original.size();
  score.errors += errors;
  if (restored.counts.inferred + restored.counts.lost == 0) return;
  options.strict = true;
  const std::u32string strict = to_utf32(Restorer(options).restore(broken).text);
  const std::size_t strict_errors = edit_distance(strict, original);
  score.destroyed += strict_errors;
  score.brought_back += strict_errors - std::min(errors, strict_errors);
  check_calibration(restored, broken, original, score);
}

std::vector<Job> list_jobs(const std::vector<EvaluationText>& texts,
                           const EvaluationOptions& options) {
  std::vector<Job> jobs;
  for (const EvaluationText& text : texts) {
    if (std::string_view("healthy").find(options.only) != std::string_view::npos) {
      jobs.push_back({nullptr, "", &text});
    }
    for (const auto& channel : Registry::instance().all()) {
      if (!applies(*channel, text)) continue;
      for (const std::string_view habit : channel->habits()) {
        const std::string name = fmt::format("{}:{}", channel->name(), habit);
        if (name.find(options.only) == std::string::npos) continue;
        jobs.push_back({channel.get(), std::string(habit), &text});
      }
    }
  }
  return jobs;
}

Score evaluate_job(const Job& job, const EvaluationOptions& options) {
  Score score;
  score.channel = job.channel == nullptr ? "healthy" : std::string(job.channel->name());
  score.habit = job.habit;
  score.text = job.text->name;
  std::uint64_t seed = options.seed;
  for (const std::string& document : choose_documents(*job.text, options)) {
    evaluate_document(job, document, seed++, score);
  }
  return score;
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string cell(std::size_t part, std::size_t whole) {
  return whole == 0 ? "–" : fmt::format("{:.2f} %", percent(part, whole));
}

}  // namespace

void Score::add(const Score& other) {
  documents += other.documents;
  exact += other.exact;
  characters += other.characters;
  errors += other.errors;
  destroyed += other.destroyed;
  brought_back += other.brought_back;
  inferred += other.inferred;
  inferred_right += other.inferred_right;
}

std::vector<Score> evaluate(const std::vector<EvaluationText>& texts,
                            const EvaluationOptions& options) {
  const std::vector<Job> jobs = list_jobs(texts, options);
  std::vector<Score> scores(jobs.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++)
      scores[i] = evaluate_job(jobs[i], options);
  };
  std::vector<std::thread> threads;
  const unsigned count =
      options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  for (unsigned i = 1; i < count; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return scores;
}

std::string to_table(const std::vector<Score>& scores, bool by_text) {
  std::vector<Score> rows;
  for (const Score& score : scores) {
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const Score& row) {
      return row.channel == score.channel && row.habit == score.habit &&
             (score.channel != "healthy" && !by_text ? true : row.text == score.text);
    });
    if (same == rows.end()) {
      rows.push_back(score);
    } else {
      same->add(score);
    }
  }
  std::string out =
      "| channel | documents | exact | CER | destroyed brought back | right of those ≥ 90 % sure "
      "|\n"
      "|---|---:|---:|---:|---:|---:|\n";
  for (const Score& row : rows) {
    const bool name_text = by_text || row.channel == "healthy";
    out += fmt::format(
        "| {}{}{} | {} | {} | {} | {} | {} |\n", row.channel,
        row.habit.empty() ? "" : ":" + row.habit, name_text ? " (" + row.text + ")" : "",
        row.documents, cell(row.exact, row.documents), cell(row.errors, row.characters),
        cell(row.brought_back, row.destroyed), cell(row.inferred_right, row.inferred));
  }
  return out;
}

std::string to_json(const std::vector<Score>& scores) {
  std::string out = "[";
  for (const Score& score : scores) {
    out += fmt::format(
        "{}\n{{\"channel\":{},\"habit\":{},\"text\":{},\"documents\":{},\"exact\":{},"
        "\"characters\":{},\"errors\":{},\"destroyed\":{},\"brought_back\":{},\"inferred\":{},"
        "\"inferred_right\":{}}}",
        out.size() == 1 ? "" : ",", json_string(score.channel), json_string(score.habit),
        json_string(score.text), score.documents, score.exact, score.characters, score.errors,
        score.destroyed, score.brought_back, score.inferred, score.inferred_right);
  }
  return out + "\n]\n";
}

}  // namespace fuyuan
