#include "cli/report_summary.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "text/symbols.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kMostKinds = 256;
constexpr std::size_t kLongestName = 64;  ///< bytes, of a channel or a charset
constexpr std::string_view kOthers = "others";
constexpr std::size_t kExcerptsOfKind = 3;
constexpr std::size_t kExcerptsOfDocument = 3;
constexpr double kNoDoubt = 0.005;  ///< characters: less is none

std::string name_of(const ReportRecord& record) {
  return record.entry.empty() ? record.path : record.path + ":" + record.entry;
}

void count_probability(double probability, ReportSummary::Histogram& histogram) {
  const auto& bounds = ReportSummary::kProbabilities;
  const auto at = std::upper_bound(bounds.begin(), bounds.end(), probability);
  ++histogram[static_cast<std::size_t>(at - bounds.begin())];
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The spans that a reader should look at first.
std::vector<Excerpt> worst_excerpts(const Plan& plan) {
  std::vector<std::pair<double, const Span*>> spans;
  for (const Step& step : plan.steps) {
    for (const Span& span : step.spans) {
      spans.emplace_back(-doubt_of(span) - static_cast<double>(lost_in(span)), &span);
    }
  }
  std::stable_sort(spans.begin(), spans.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Excerpt> out;
  for (const auto& [doubt, span] : spans) {
    if (out.size() == kExcerptsOfDocument) break;
    out.push_back(make_excerpt(*span));
  }
  return out;
}

}  // namespace

void ReportSummary::add(const ReportRecord& record) {
  if (record.path != open_input_) close_input(record.path);
  switch (record.kind) {
    case ReportRecord::Kind::document:
      add_document(record);
      // A document that is all of its input needs no line that ends it.
      if (!record.entry.empty() && !record.is_detected) open_input_ = record.path;
      break;
    case ReportRecord::Kind::failure:
      ++failed_;
      if (failures_.size() < listed_) failures_.push_back({name_of(record), record.error});
      if (record.entry.empty()) open_input_.clear();
      break;
    case ReportRecord::Kind::end:
      open_input_.clear();
      break;
    case ReportRecord::Kind::rename:
      ++renamed_;
      break;
  }
}

void ReportSummary::close_input(std::string_view next) {
  if (open_input_.empty() || open_input_ == next) return;
  if (interrupted_.size() < listed_) interrupted_.push_back(open_input_);
  open_input_.clear();
}

void ReportSummary::add_document(const ReportRecord& record) {
  ++documents_;
  ++verdicts_[static_cast<std::size_t>(record.verdict)];
  counts_.characters += record.counts.characters;
  counts_.restored += record.counts.restored;
  counts_.inferred += record.counts.inferred;
  counts_.lost += record.counts.lost;
  counts_.converted += record.counts.converted;
  milliseconds_ += record.milliseconds;
  const auto count_kind = [&](Kinds& kinds, const std::string& name) {
    KindSummary& kind = find(kinds, name);
    ++kind.documents;
    kind.characters += record.counts.characters;
  };
  count_kind(charsets_, record.charset);
  count_kind(languages_, record.language);
  if (record.verdict == Verdict::decoded || record.verdict == Verdict::restored ||
      record.verdict == Verdict::inferred || record.verdict == Verdict::partial) {
    count_probability(record.confidence, confidence_);
  }
  if (record.verdict == Verdict::unrepaired && unrepaired_.size() < listed_) {
    unrepaired_.push_back({name_of(record), record.verdict, 0, record.confidence, record.counts,
                           worst_excerpts(record.plan)});
  }
  double doubt = 0;
  if (record.plan.empty()) {
    // Of documents too large for a plan only the sums are known.
    doubt = static_cast<double>(record.counts.inferred) * (1 - record.confidence);
  } else {
    add_plan(record, doubt);
  }
  // What spans give up a later step may have filled: the sum knows.
  keep_if_worst(record, doubt + static_cast<double>(record.counts.lost));
}

void ReportSummary::add_plan(const ReportRecord& record, double& doubt) {
  std::set<std::string_view> seen;
  for (const Step& step : record.plan.steps) {
    for (const Span& span : step.spans) {
      KindSummary& channel = find(channels_, span.channel);
      const bool is_first = seen.insert(span.channel).second;
      channel.documents += is_first ? 1 : 0;
      ++channel.places;
      channel.characters += count_characters(span.after);
      if (is_first && channel.excerpts.size() < kExcerptsOfKind) {
        channel.excerpts.push_back(make_excerpt(span));
      }
      doubt += doubt_of(span);
      for (const InferredCharacter& inferred : span.inferred) {
        if (inferred.character == kReplacement) continue;
        count_probability(inferred.probability, inferred_);
      }
    }
  }
}

void ReportSummary::keep_if_worst(const ReportRecord& record, double doubt) {
  if (doubt < kNoDoubt) return;
  ++doubtful_;
  const auto place =
      std::upper_bound(worst_.begin(), worst_.end(), doubt,
                       [](double value, const DocumentSummary& d) { return value > d.doubt; });
  if (place == worst_.end() && worst_.size() >= listed_) return;
  worst_.insert(place, {name_of(record), record.verdict, doubt, record.confidence, record.counts,
                        worst_excerpts(record.plan)});
  if (worst_.size() > listed_) worst_.pop_back();
}

KindSummary& ReportSummary::find(Kinds& kinds, const std::string& name) {
  const std::string_view key(name);
  const auto found = kinds.find(key);
  if (found != kinds.end()) return found->second;
  const bool is_welcome = kinds.size() < kMostKinds && key.size() <= kLongestName;
  return kinds[is_welcome ? name : std::string(kOthers)];
}

ReportSummary::Ranking ReportSummary::rank(const Kinds& kinds) {
  Ranking ranking;
  for (const auto& [name, kind] : kinds) ranking.emplace_back(name, &kind);
  std::stable_sort(ranking.begin(), ranking.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second->documents, a.second->places) >
           std::pair(b.second->documents, b.second->places);
  });
  return ranking;
}

}  // namespace fuyuan::cli
