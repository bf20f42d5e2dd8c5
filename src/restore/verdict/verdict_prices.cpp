// What a span costs, what it gains, and what it must gain.

#include <algorithm>
#include <vector>

#include "restore/measure/prices.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kForeignPrice = 20;    ///< the model knows less Japanese and Korean: be careful
constexpr double kFirstCharacters = 6;  ///< nats: without context they cost more
constexpr std::size_t kContext = 4;     ///< symbols looked at on either side

}  // namespace

double SpanJudge::cost_of(std::u32string_view text) const {
  double cost = -kFirstCharacters;
  std::size_t counted = 0;
  const std::vector<float> costs = price(text, model_);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < 0x80) continue;
    cost += costs[at];
    ++counted;
  }
  return cost / static_cast<double>(std::max<std::size_t>(counted, 1));
}

double SpanJudge::cost_of_known(const LineSpan& span) const {
  double cost = 0;
  std::size_t counted = 0;
  auto inferred = span.inferred.begin();
  const std::vector<float> costs = price(span.after, model_);
  for (std::size_t at = 0; at < span.after.size(); ++at) {
    if (inferred != span.inferred.end() && inferred->offset == at) {
      ++inferred;
    } else if (span.after[at] >= 0x80) {
      cost += costs[at];
      ++counted;
    }
  }
  return cost / static_cast<double>(std::max<std::size_t>(counted, 1));
}

bool SpanJudge::is_fluent(std::u32string_view text) const {
  return cost_of(collapse_runs(text)) < kFluentCost;
}

double SpanJudge::gain(std::u32string_view line, const LineSpan& span) const {
  // Bytes beside it say nothing before they have become something.
  std::size_t left = span.begin;
  while (left > 0 && span.begin - left < kContext && !is_raw(line[left - 1])) --left;
  std::size_t right = span.end;
  while (right < line.size() && right - span.end < kContext && !is_raw(line[right])) ++right;
  std::u32string before = collapse_runs(line.substr(left, right - left));
  std::replace_if(before.begin(), before.end(), is_raw, kReplacement);
  std::u32string after(line.substr(left, span.begin - left));
  after += with_digits(span);
  after += line.substr(span.end, right - span.end);
  return model_.score_text(collapse_runs(after)) - model_.score_text(before);
}

double SpanJudge::required_gain(std::u32string_view line, const ChannelKind& kind) const {
  for (const Misread* favourite : habits_.favourites) {
    if (favourite == kind.misread()) return kFavouriteGain;
  }
  if (habits_.is_shifted && kind.is_frame_shift()) return kFavouriteGain;
  // Among text of its language nothing is more natural.
  const bool is_of_language =
      habits_.is_japanese_or_korean || (kind.keeps_kana() && is_of_kana(line));
  if (is_of_language && kind.was_japanese_or_korean()) return kRequiredGain;
  return kRequiredGain + kind.rarity() + (habits_.is_japanese_or_korean ? kForeignPrice : 0);
}

}  // namespace fuyuan
