#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/excerpt.hpp"
#include "cli/report_record.hpp"

namespace fuyuan::cli {

/// Where a document is found and what is to be said of it.
struct DocumentSummary {
  std::string name;  ///< path and entry
  Verdict verdict = Verdict::clean;
  double doubt = 0;  ///< how many characters are likely to be wrong
  double confidence = 1;
  Counts counts;
  std::vector<Excerpt> excerpts;
};

/// A channel, a charset or a language, and how much of it there was.
struct KindSummary {
  std::size_t documents = 0;
  std::size_t places = 0;
  std::size_t characters = 0;
  std::vector<Excerpt> excerpts;
};

struct FailureSummary {
  std::string name;
  std::string what;
};

/// What a report says in all. Takes memory for what is shown, not for what is read: of the worst
/// documents and of the failures the first so many are kept, and names beyond the first few
/// hundred are counted together as "others".
class ReportSummary {
 public:
  /// Bounds between which probabilities are counted.
  static constexpr std::array<double, 7> kProbabilities = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999};
  using Histogram = std::array<std::size_t, kProbabilities.size() + 1>;
  using Kinds = std::map<std::string, KindSummary, std::less<>>;
  using Ranking = std::vector<std::pair<std::string, const KindSummary*>>;

  /// `listed`: how many documents a list has at most.
  explicit ReportSummary(std::size_t listed) : listed_(listed) {}

  void add(const ReportRecord& record);
  void add_bad_line() { ++bad_lines_; }

  std::size_t documents() const { return documents_; }
  std::size_t with(Verdict verdict) const { return verdicts_[static_cast<std::size_t>(verdict)]; }
  const Counts& counts() const { return counts_; }
  double milliseconds() const { return milliseconds_; }
  std::size_t failed() const { return failed_; }
  std::size_t renamed() const { return renamed_; }
  std::size_t bad_lines() const { return bad_lines_; }

  /// Those with the most characters in doubt, the worst first.
  const std::vector<DocumentSummary>& worst() const { return worst_; }
  /// How many documents have a character in doubt, listed or not.
  std::size_t doubtful() const { return doubtful_; }
  /// The first of those that look broken and were left as found.
  const std::vector<DocumentSummary>& unrepaired() const { return unrepaired_; }
  const std::vector<FailureSummary>& failures() const { return failures_; }
  /// Inputs of which the report tells the beginning, but not the end.
  const std::vector<std::string>& interrupted() const { return interrupted_; }

  /// By documents, the commonest first.
  Ranking channels() const { return rank(channels_); }
  Ranking charsets() const { return rank(charsets_); }
  Ranking languages() const { return rank(languages_); }

  /// How sure the inferred characters are.
  const Histogram& inferred() const { return inferred_; }
  /// How sure the documents that changed are.
  const Histogram& confidence() const { return confidence_; }

  /// To be called at the end: whether the last input is whole is known then.
  void finish() { close_input({}); }

 private:
  void add_document(const ReportRecord& record);
  void add_plan(const ReportRecord& record, double& doubt);
  void keep_if_worst(const ReportRecord& record, double doubt);
  void close_input(std::string_view next);
  static KindSummary& find(Kinds& kinds, const std::string& name);
  static Ranking rank(const Kinds& kinds);

  std::size_t listed_;
  std::size_t documents_ = 0;
  std::array<std::size_t, kVerdictCount> verdicts_{};
  Counts counts_;
  double milliseconds_ = 0;
  std::size_t failed_ = 0;
  std::size_t renamed_ = 0;
  std::size_t bad_lines_ = 0;
  std::size_t doubtful_ = 0;
  std::vector<DocumentSummary> worst_;
  std::vector<DocumentSummary> unrepaired_;
  std::vector<FailureSummary> failures_;
  std::vector<std::string> interrupted_;
  std::string open_input_;  ///< one whose end is still to come
  Kinds channels_;
  Kinds charsets_;
  Kinds languages_;
  Histogram inferred_{};
  Histogram confidence_{};
};

}  // namespace fuyuan::cli
