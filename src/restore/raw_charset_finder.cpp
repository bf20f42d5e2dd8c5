#include "restore/raw_charset_finder.hpp"

#include <algorithm>
#include <limits>

#include "restore/character_lists.hpp"
#include "restore/quick_decode.hpp"
#include "restore/span_evidence.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLinesAsked = 60;
constexpr std::size_t kLinesOfAll = 3;  ///< lines in which all candidates are asked
constexpr double kBeaten = 120;         ///< nats: who is so far behind after those is out
/// Nats by which a line may read better in another charset, and one line in how many may be.
constexpr double kMostDeficit = 25;
constexpr std::size_t kOneInSoMany = 20;
constexpr double kLeastLead = 6;  ///< nats before the next
constexpr double kVoteWeight = 3;

}  // namespace

RawCharsetFinder::RawCharsetFinder(const LanguageModel& model,
                                   const std::map<const Misread*, double>& votes)
    : model_(model) {
  for (const Misread* channel : Registry::instance().raw()) {
    const auto vote = votes.find(channel);
    candidates_.push_back({channel, vote == votes.end() ? 0 : kVoteWeight * vote->second});
  }
}

void RawCharsetFinder::add(std::u32string_view line) {
  if (asked_ == kLinesAsked) return;
  ++asked_;
  best_.push_back(-std::numeric_limits<double>::infinity());
  std::erase_if(candidates_, [&](Candidate& candidate) {
    const QuickDecode decode = quick_decode(*candidate.channel, line, model_);
    if (decode.characters == 0 || !decode.is_lossless()) return true;
    const double log_probability = model_.score_text(collapse_runs(decode.text));
    candidate.log_probability += log_probability;
    best_.back() = std::max(best_.back(), log_probability);
    candidate.lines.push_back(is_drawn(decode.text) ? 0 : log_probability);
    return false;
  });
  if (asked_ < kLinesOfAll || candidates_.empty()) return;
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.log_probability > b.log_probability;
  });
  std::erase_if(candidates_, [most = candidates_[0].log_probability](const Candidate& candidate) {
    return candidate.log_probability < most - kBeaten;
  });
}

const Misread* RawCharsetFinder::find() const {
  if (asked_ < 2 || candidates_.empty()) return nullptr;
  std::vector<const Candidate*> order;
  for (const Candidate& candidate : candidates_) order.push_back(&candidate);
  std::sort(order.begin(), order.end(), [](const Candidate* a, const Candidate* b) {
    return a->log_probability > b->log_probability;
  });
  const Candidate& first = *order[0];
  if (order.size() > 1 && first.log_probability < order[1]->log_probability + kLeastLead)
    return nullptr;
  std::size_t others = 0;
  for (std::size_t i = 0; i < best_.size(); ++i)
    others += first.lines[i] < 0 && first.lines[i] < best_[i] - kMostDeficit ? 1 : 0;
  return others * kOneInSoMany > best_.size() ? nullptr : first.channel;
}

}  // namespace fuyuan
