// What is left to do once all that was misread is undone.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "channel/four_byte_remnant.hpp"
#include "channel/lost_character.hpp"
#include "channel/lost_interpunct.hpp"
#include "channel/note.hpp"
#include "lattice/simplifier.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/document.hpp"
#include "restore/repair/code_point_repair.hpp"
#include "restore/repair/noise_finder.hpp"
#include "restore/repair/saved_as_finder.hpp"
#include "restore/repair/survivors.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/disguised_words.hpp"
#include "restore/triage/latin_words.hpp"
#include "restore/triage/ruins.hpp"
#include "restore/verdict/meant_text.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr int kMostRounds = 4;        ///< each tells more of what is lost still
constexpr float kInterpunctGain = 4;  ///< nats, besides what a change of channels costs
constexpr float kGainOfOthers = 2;    ///< the same, where another name lost its dot
/// Not Chinese of any script: nats a character, and in all. A name may be two rare characters.
constexpr double kNoTextCost = 10.3;
constexpr double kNoTextAmongText = 12.5;  ///< lists of rare names cost up to that
constexpr double kNoTextExcess = 13;

constexpr double kSurelyRestored = 0.95;  ///< confidence
/// Characters in ruins that make no Traditional text of a document of so many hanzi for each.
constexpr std::size_t kFewRuins = 2;
constexpr std::size_t kHanPerRuin = 6;

/// Whether the line may be Chinese of some script, and not mojibake that stayed. `among_text`: what
/// reads well in the document is Traditional.
bool may_be_text(const LineScan& scan, bool among_text) {
  const double most = among_text ? kNoTextAmongText : kNoTextCost;
  return (scan.non_ascii_cost - most) * static_cast<double>(scan.non_ascii) < kNoTextExcess;
}

/// The line without the readings behind its characters, and without the blanks that keep them
/// apart: all of that makes strange text of any verse.
std::u32string without_readings(std::u32string_view line) {
  std::u32string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto note = match_reading(line, at);
    if (!note) {
      out.push_back(line[at]);
      continue;
    }
    at += note->length - 1;
    if (at + 1 < line.size() && line[at + 1] == U' ') ++at;
  }
  return out;
}

/// Whether marks may be all that is left of most of the line.
bool may_be_lost(const LineScan& scan) { return scan.replacements > 0 || scan.marks > 1; }

/// What the conversion of a line changes. What is `ruined` stays: by its bytes alone can it be
/// undone by what knows more.
std::vector<LineSpan> to_spans(std::u32string_view line, std::u32string_view simplified,
                               const std::vector<char>& ruined) {
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (simplified[at] == line[at] || ruined[at] != 0) continue;
    if (spans.empty() || spans.back().end != at)
      spans.push_back({at, at, "traditional", {}, 1, {}});
    spans.back().end = at + 1;
    spans.back().after.push_back(simplified[at]);
  }
  return spans;
}

}  // namespace

void Document::remove_noise() {
  if (!is_well_formed_ || habits_.is_japanese_or_korean) return;
  LineRestorer restorer(options_, habits_);
  const std::vector<const Noise*> habits =
      NoiseFinder(Registry::instance(), restorer, options_.notes).find_habits(text_);
  if (habits.empty()) return;
  for (const Noise* noise : habits) {
    Step step;
    for (const Lines::Line& each : Lines(text_)) {
      const Line line{each.begin, each.end, each.number, to_utf32(each.bytes)};
      append_spans(line, restorer.restore_by(*noise, line.symbols, 0), step.spans);
    }
    if (!step.spans.empty()) apply(std::move(step));
  }
  read_lines();
  learn_habits();
}

void Document::repair_code_points() {
  fill_first_sign();
  const bool is_chinese = language().starts_with("zh");
  Step step;
  LineRestorer restorer(options_, habits_);
  const bool has_survivors = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
    return may_be_lost(line.scan) && !bring_back_survivors(line.symbols, false).empty();
  });
  for (const Line& line : lines_) {
    if (is_chinese && FourByteRemnant::is_in(line.symbols)) {
      static const Channel& remnants = *Registry::instance().find(FourByteRemnant::kName);
      append_spans(line, restorer.restore_by(remnants, line.symbols, 0), step.spans);
      continue;
    }
    if (const auto words = repair_latin_words(line.symbols, LanguageModel::embedded())) {
      append_spans(line, {*words}, step.spans);
      continue;
    }
    if (line.scan.debris > 0 && !habits_.is_about_mojibake) {
      const std::vector<LineSpan> marks = undo_debris(line.symbols);
      append_spans(line, marks, step.spans);
      if (!marks.empty()) continue;
    }
    if (may_be_lost(line.scan)) {
      const auto survivors = bring_back_survivors(line.symbols, has_survivors);
      append_spans(line, survivors, step.spans);
      if (!survivors.empty()) continue;
    }
    append_spans(line,
                 fuyuan::repair_code_points(line.symbols, line.number == 1, is_chinese,
                                            options_.strict, LanguageModel::embedded()),
                 step.spans);
  }
  if (!step.spans.empty()) {
    apply(std::move(step));
    read_lines();
  }
  mend_units();
}

std::vector<Document::Line> Document::find_marked_lines() const {
  std::vector<Line> lines;
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    if (bytes.find('?') == std::string_view::npos) return;
    Line line{begin, end, number, to_utf32(bytes)};
    if (SavedAs::is_in(line.symbols)) lines.push_back(std::move(line));
  });
  return lines;
}

void Document::fill_marks() {
  if (text_.find('?') == std::string::npos || habits_.is_about_mojibake || !is_well_formed_ ||
      !language().starts_with("zh")) {
    return;
  }
  const std::vector<Line> lines = find_marked_lines();
  if (lines.empty()) return;
  const SavedAsFinder finder(LanguageModel::embedded(), Registry::instance(), habits_.page);
  std::vector<std::u32string_view> texts(lines.size());
  std::transform(lines.begin(), lines.end(), texts.begin(),
                 [](const Line& line) { return std::u32string_view(line.symbols); });
  const SavedAs* channel = finder.find(texts);
  if (channel == nullptr) return;
  Options options = options_;
  options.infer = std::max(options.infer, SavedAsFinder::kLeastProbability);
  const LineRestorer restorer(options, habits_);
  Step step;
  for (const Line& line : lines) {
    std::vector<LineSpan> spans = finder.fill(*channel, line.symbols).spans;
    for (LineSpan& span : spans) restorer.apply_options(span);
    std::erase_if(spans, [&](const LineSpan& span) {
      return span.after.find(kReplacement) != std::u32string::npos &&
             !SavedAs::is_within_text(line.symbols, span.begin, span.end);
    });
    append_spans(line, spans, step.spans);
  }
  take(std::move(step));
}

void Document::infer_lost() {
  if (options_.strict || habits_.is_about_mojibake || !is_well_formed_) return;
  // What is inferred tells more of what is still lost, until nothing changes: doing it again must
  // change nothing.
  for (int i = 0; i < kMostRounds && language().starts_with("zh"); ++i) {
    const LineRestorer restorer(options_, habits_);
    Step step;
    for (const Line& line : lines_) {
      if (LostCharacter::is_in(line.symbols))
        append_spans(line, restorer.infer_lost(line.symbols), step.spans);
    }
    if (!take(std::move(step))) return;
  }
}

void Document::infer_interpuncts() {
  if (options_.strict || habits_.is_about_mojibake || !language().starts_with("zh")) return;
  // Not the registry's, which would make all channels of damage for text that has none.
  const LostInterpunct channel(LanguageModel::embedded());
  const LineRestorer restorer(options_, habits_);
  const auto find = [&](const Line& line, float margin) {
    return !LostInterpunct::asks(line.symbols) && channel.best_gain(line.symbols) > margin
               ? restorer.restore_by(channel, line.symbols, margin)
               : std::vector<LineSpan>();
  };
  if (std::all_of(lines_.begin(), lines_.end(),
                  [&](const Line& line) { return find(line, kInterpunctGain).empty(); })) {
    return;
  }
  Step step;
  for (const Line& line : lines_) append_spans(line, find(line, kGainOfOthers), step.spans);
  take(std::move(step));
}

bool Document::is_traditional(const Line& line) const {
  ScriptCounts counts;
  counts.add(line.symbols, line.scan);
  if (counts.traditional == 0) return false;
  // Nobody quotes a word in a charset of its own.
  const bool is_apart = was_traditional(line.number);
  return is_traditional_line(counts, is_apart ? counts : counts_) &&
         !quotes_traditional(line.symbols, counts_.simplified > counts_.traditional);
}

bool Document::was_traditional(std::size_t line) const {
  return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
    const auto first = std::partition_point(step.spans.begin(), step.spans.end(),
                                            [&](const Span& span) { return span.line < line; });
    const auto last = std::partition_point(first, step.spans.end(),
                                           [&](const Span& span) { return span.line == line; });
    return std::any_of(
        first, last, [](const Span& span) { return ChannelKind(span.channel).was_traditional(); });
  });
}

bool Document::may_read_as_text(const Line& line) const {
  const bool among_text = judge_language(healthy_counts_) == "zh-Hant";
  if (line.scan.notes == 0) return may_be_text(line.scan, among_text);
  return may_be_text(scan_line(without_readings(line.symbols), LanguageModel::embedded()),
                     among_text);
}

std::set<std::size_t> Document::restored_lines() const {
  std::set<std::size_t> numbers;
  for (const Step& step : steps_) {
    for (const Span& span : step.spans) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (misread != nullptr && !misread->is_raw() && span.confidence > kSurelyRestored)
        numbers.insert(span.line);
    }
  }
  return numbers;
}

bool Document::simplify() {
  // Not by what the page shows: there `接著` would speak for itself.
  const Simplifier simplifier(LanguageModel::embedded());
  std::vector<std::pair<const Line*, std::vector<char>>> lines;
  std::array<std::size_t, 3> traditional{};  // characters by what find_ruins says of them
  std::optional<std::set<std::size_t>> restored;
  for (const Line& line : lines_) {
    if (!is_traditional(line)) continue;
    if (!restored) restored = restored_lines();
    // What was restored may be a list of characters, but it is no mojibake any more.
    if (!restored->contains(line.number) && !may_read_as_text(line)) continue;
    lines.emplace_back(&line, find_ruins(line.symbols, line.scan.costs));
    if (!restored->contains(line.number)) {
      for (const auto& [begin, end] : find_disguised_words(line.symbols, LanguageModel::embedded()))
        std::fill_n(lines.back().second.begin() + static_cast<std::ptrdiff_t>(begin), end - begin,
                    2);
    }
    for (std::size_t at = 0; at < line.symbols.size(); ++at) {
      if (is_traditional_only(line.symbols[at]))
        ++traditional[static_cast<std::size_t>(lines.back().second[at])];
    }
  }
  // A rare name is no ruin where nothing is broken, unless that is all there is of Traditional
  // text.
  const bool is_all = traditional[1] == counts_.traditional && traditional[1] <= kFewRuins &&
                      counts_.han > traditional[1] * kHanPerRuin;
  const bool has_ruins =
      traditional[2] > 0 || (traditional[1] > 0 && (is_all || suspicious_lines() > 0));
  Step step;
  for (auto& [line, ruins] : lines) {
    if (!has_ruins) std::fill(ruins.begin(), ruins.end(), 0);
    append_spans(*line, to_spans(line->symbols, simplifier.convert(line->symbols), ruins),
                 step.spans);
  }
  if (step.spans.empty()) return false;
  apply(std::move(step));
  read_lines();
  was_simplified_ = true;
  return true;
}

void Document::simplify_spans(std::vector<std::vector<LineSpan>>& found) {
  const Simplifier simplifier(LanguageModel::embedded());
  for (std::vector<LineSpan>& spans : found) {
    for (LineSpan& span : spans) {
      span.after = simplifier.convert(span.after);
      for (InferredCharacter& one : span.inferred) one.character = span.after[one.offset];
    }
  }
}

void Document::undo_rest() {
  if (was_converted_page_ || suspicious_lines_seen().empty()) return;
  learn_habits();
  run_step();
}

}  // namespace fuyuan
