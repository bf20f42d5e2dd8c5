#include "cli/change_map.hpp"

#include <algorithm>
#include <utility>

#include "text/symbols.hpp"

namespace fuyuan::cli {
namespace {

/// Changes of earlier steps and spans of this one that touch the same stretch of the text between.
struct Group {
  std::size_t begin = 0;  ///< in the text between
  std::size_t end = 0;
  std::vector<const Change*> changes;
  std::vector<const Span*> spans;

  /// Whether a stretch that begins no sooner than the group belongs to it. One without length does
  /// where it touches: what is put in or taken out there has no other place.
  bool takes(std::size_t other_begin, std::size_t other_end) const {
    if (changes.empty() && spans.empty()) return true;
    return other_begin < end || (other_begin == end && (begin == end || other_begin == other_end));
  }
};

void add_channel(const std::string& channel, std::vector<std::string>& channels) {
  if (std::find(channels.begin(), channels.end(), channel) == channels.end()) {
    channels.push_back(channel);
  }
}

/// `current` is the text between.
Change merge(const Group& group, std::string_view current) {
  Change merged;
  for (const Change* change : group.changes) {
    for (const std::string& channel : change->channels) add_channel(channel, merged.channels);
    merged.confidence = std::min(merged.confidence, change->confidence);
    merged.inferred += change->inferred;
  }
  std::size_t copied = group.begin;
  for (const Span* span : group.spans) {
    add_channel(span->channel, merged.channels);
    merged.confidence = std::min(merged.confidence, span->confidence);
    merged.inferred += static_cast<std::size_t>(
        std::count_if(span->inferred.begin(), span->inferred.end(),
                      [](const InferredCharacter& c) { return c.character != kReplacement; }));
    merged.after += current.substr(copied, span->begin - copied);
    merged.after += span->after;
    copied = span->end;
  }
  merged.after += current.substr(copied, group.end - copied);
  return merged;
}

}  // namespace

ChangeMap::ChangeMap(const Plan& plan, std::string_view observed) : text_(observed) {
  std::string current = text_;
  for (const Step& step : plan.steps) {
    std::string next = Plan{{step}}.apply(current);
    if (!step.decode.empty()) {
      container_ = step.decode;
      text_ = next;
      changes_.clear();
    } else {
      add_step(step, current);
    }
    current = std::move(next);
  }
  std::erase_if(changes_, [&](const Change& change) {
    return text_.compare(change.begin, change.end - change.begin, change.after) == 0;
  });
}

void ChangeMap::add_step(const Step& step, const std::string& current) {
  std::vector<Change> merged;
  auto change = changes_.cbegin();
  auto span = step.spans.cbegin();
  // How much longer the text between is than text_, before what is taken next. Modulo 2^n.
  std::size_t growth = 0;
  while (change != changes_.cend() || span != step.spans.cend()) {
    Group group;
    const std::size_t growth_before = growth;
    const auto take = [&](std::size_t begin, std::size_t end) {
      if (!group.takes(begin, end)) return false;
      if (group.changes.empty() && group.spans.empty()) group.begin = begin;
      group.end = std::max(group.end, end);
      return true;
    };
    while (true) {
      const bool has_change = change != changes_.cend();
      const bool has_span = span != step.spans.cend();
      const std::size_t change_begin = has_change ? change->begin + growth : 0;
      if (has_change && (!has_span || change_begin <= span->begin)) {
        if (!take(change_begin, change_begin + change->after.size())) break;
        group.changes.push_back(&*change);
        growth += change->after.size() - (change->end - change->begin);
        ++change;
      } else {
        if (!has_span || !take(span->begin, span->end)) break;
        group.spans.push_back(&*span++);
      }
    }
    if (group.spans.empty()) {
      for (const Change* kept : group.changes) merged.push_back(*kept);
      continue;
    }
    Change one = merge(group, current);
    one.begin = group.begin - growth_before;
    one.end = group.end - growth;
    merged.push_back(std::move(one));
  }
  changes_ = std::move(merged);
}

}  // namespace fuyuan::cli
