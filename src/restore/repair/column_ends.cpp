#include "restore/repair/column_ends.hpp"

#include <algorithm>
#include <cmath>

#include "restore/decode/placed_spans.hpp"
#include "restore/line/corroboration.hpp"
#include "restore/measure/record_fields.hpp"
#include "restore/repair/last_byte.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kSettled = 0.9;    ///< of a guess: it counts as known, and stays
constexpr double kMostShare = 0.9;  ///< of what is decided here
constexpr std::size_t kLeastHoles = 3;
constexpr std::size_t kTimesOthers = 3;  ///< more fields than end in something else
/// Nats for fields that are known to end in it.
constexpr double kKnown = 3;
/// The same of a unit that stands behind numbers elsewhere: to the search one number is a matter of
/// its line.
constexpr double kKnownUnit = 3;
constexpr std::size_t kMostAsked = 60;  ///< holes of a column: more say nothing new
/// Fields of one column are much alike: together they say little more than a few.
constexpr double kIndependent = 3;

/// Of others more is left of a last byte.
constexpr std::string_view kChannel = "utf8-as-gbk";

bool is_doubtful(const LineSpan& span, const InferredCharacter& one) {
  return one.probability < kSettled && is_han(one.best) && span.channel == kChannel;
}

bool has_doubtful(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return std::any_of(span.inferred.begin(), span.inferred.end(),
                       [&](const InferredCharacter& one) { return is_doubtful(span, one); });
  });
}

bool is_gap(std::u32string_view text, std::size_t at) {
  return text[at] == U'\u3000' || text.substr(at).starts_with(U"  ");
}

/// The columns of a table that is aligned by blanks; the line, where it is none.
std::vector<RecordField> split_aligned(std::u32string_view text) {
  std::vector<RecordField> fields;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_gap(text, end)) ++end;
    if (end > at) fields.push_back({at, end, false});
    while (end < text.size() && (text[end] == U' ' || text[end] == U'\u3000')) ++end;
    at = end;
  }
  return fields;
}

std::vector<RecordField> split_row(std::u32string_view text) {
  std::vector<RecordField> fields = split_record(text);
  return fields.empty() ? split_aligned(text) : fields;
}

/// Calls `visit` with the number of each field that is more than one character, and where its last
/// one stands.
template <typename Visit>
void for_each_end(const std::vector<RecordField>& fields, Visit visit) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].end > fields[i].begin + 1) visit(i, fields[i].end - 1);
  }
}

/// Calls `visit` with each doubtful guess of a line and where it stands in what the line becomes.
template <typename Spans, typename Visit>
void for_each_doubtful(Spans& spans, Visit visit) {
  for_each_placed(spans, [&](auto& span, std::size_t begin) {
    for (auto& one : span.inferred) {
      if (is_doubtful(span, one)) visit(span, one, begin + one.offset);
    }
  });
}

}  // namespace

std::u32string ColumnEnds::apply_known_ends(std::u32string_view line,
                                            const std::vector<LineSpan>& spans) {
  std::u32string text = apply_spans(line, spans);
  for_each_doubtful(spans, [&](const LineSpan&, const InferredCharacter&, std::size_t at) {
    text[at] = kReplacement;
  });
  return text;
}

void ColumnEnds::ask(std::u32string_view line, const std::vector<LineSpan>& spans) {
  if (!has_doubtful(spans)) return;
  const std::u32string text = apply_spans(line, spans);
  const std::vector<RecordField> fields = split_row(text);
  for_each_doubtful(spans, [&](const LineSpan&, const InferredCharacter& one, std::size_t at) {
    for_each_end(fields, [&](std::size_t field, std::size_t end) {
      if (end == at)
        columns_[{fields.size(), field}].holes[without_last_byte(one.best)].push_back(
            {text, at, one.probability});
    });
  });
}

void ColumnEnds::add(std::u32string_view known) {
  const std::vector<RecordField> fields = split_row(known);
  for_each_end(fields, [&](std::size_t field, std::size_t end) {
    const auto column = columns_.find({fields.size(), field});
    if (column != columns_.end()) ++column->second.ends[known[end]];
  });
  for (std::size_t at = 1; at < known.size(); ++at) {
    if (is_digit(known[at - 1]) && is_han(known[at])) units_.insert(known[at]);
  }
}

std::vector<double> ColumnEnds::weigh_candidates(const Hole& hole,
                                                 std::u32string_view candidates) const {
  const std::u32string_view text = hole.text;
  std::vector<double> weights =
      weigh(text.substr(0, hole.at), candidates, text.substr(hole.at + 1), model_, masked_);
  const std::size_t guess = candidates.find(text[hole.at]);
  const double most = *std::max_element(weights.begin(), weights.end());
  double others = 0;
  for (std::size_t c = 0; c < weights.size(); ++c)
    others += c == guess ? 0 : std::exp(weights[c] - most);
  // The search saw what the page tells as well: how sure it was of its guess stays.
  const double rest = std::log((1 - hole.probability) / others) - most;
  for (std::size_t c = 0; c < weights.size(); ++c)
    weights[c] = c == guess ? std::log(hole.probability) : weights[c] + rest;
  return weights;
}

std::optional<ColumnEnds::Decision> ColumnEnds::decide(const Column& column, char32_t rest,
                                                       const std::vector<Hole>& holes) const {
  std::u32string candidates = hanzi_of_rest(rest);
  // Most decoders show the byte 80 by itself: such a character would be no hole.
  const char32_t shown = rest * kAlikeWithoutLastByte;
  const bool is_guessed = std::any_of(
      holes.begin(), holes.end(), [&](const Hole& hole) { return hole.text[hole.at] == shown; });
  if (!is_guessed) std::erase(candidates, shown);
  std::size_t alike = holes.size();
  std::size_t others = 0;
  std::vector<double> known(candidates.size());
  for (const auto& [cp, count] : column.ends) {
    const std::size_t at = candidates.find(cp);
    // Doubtful guesses stand for themselves already.
    if (cp == kReplacement) continue;
    (at == candidates.npos ? others : alike) += count;
    if (at != candidates.npos) known[at] = kKnown;
  }
  for (const auto& [other, rest_holes] : column.holes)
    others += other == rest ? 0 : rest_holes.size();
  if (alike < kLeastHoles || alike < others * kTimesOthers) return std::nullopt;
  const bool are_units = std::all_of(holes.begin(), holes.end(), [](const Hole& hole) {
    return is_digit(hole.text[hole.at - 1]);
  });
  for (std::size_t c = 0; c < candidates.size() && are_units; ++c)
    known[c] += units_.contains(candidates[c]) ? kKnownUnit : 0;
  std::vector<double> sums(candidates.size());
  const std::size_t asked = std::min(holes.size(), kMostAsked);
  for (std::size_t i = 0; i < asked; ++i) {
    const std::vector<double> weights = weigh_candidates(holes[i], candidates);
    for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += weights[c];
  }
  const double norm = std::min(1.0, kIndependent / static_cast<double>(asked));
  for (std::size_t c = 0; c < sums.size(); ++c) sums[c] = sums[c] * norm + known[c];
  const auto best = std::max_element(sums.begin(), sums.end());
  double all = 0;
  for (const double sum : sums) all += std::exp(sum - *best);
  return Decision{candidates[static_cast<std::size_t>(best - sums.begin())],
                  std::min(kMostShare, 1 / all)};
}

void ColumnEnds::decide() {
  for (auto& [place, column] : columns_) {
    for (const auto& [rest, holes] : column.holes) {
      if (const auto decision = decide(column, rest, holes)) column.decisions[rest] = *decision;
    }
  }
}

void ColumnEnds::name(std::u32string_view line, std::vector<LineSpan>& spans) const {
  if (!has_doubtful(spans)) return;
  const std::vector<RecordField> fields = split_row(apply_spans(line, spans));
  for_each_doubtful(spans, [&](LineSpan& span, InferredCharacter& one, std::size_t at) {
    for_each_end(fields, [&](std::size_t field, std::size_t end) {
      const auto column = columns_.find({fields.size(), field});
      if (end != at || column == columns_.end()) return;
      const auto found = column->second.decisions.find(without_last_byte(one.best));
      if (found == column->second.decisions.end()) return;
      const Decision& decision = found->second;
      if (decision.character == one.best) {
        one.probability = std::max(one.probability, decision.share);
        return;
      }
      one.character = one.best = span.after[one.offset] = decision.character;
      one.probability = decision.share;
    });
  });
}

}  // namespace fuyuan
