// What is left to do once all that was misread is undone.

#include <algorithm>

#include "channel/four_byte_remnant.hpp"
#include "channel/lost_character.hpp"
#include "channel/lost_interpunct.hpp"
#include "lattice/simplifier.hpp"
#include "restore/document.hpp"
#include "restore/repair/code_point_repair.hpp"
#include "restore/repair/noise_finder.hpp"
#include "restore/repair/saved_as_finder.hpp"
#include "restore/repair/survivors.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/latin_words.hpp"
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

/// Whether the line may be Chinese of some script, and not mojibake that stayed. `among_text`: what
/// reads well in the document is Traditional.
bool may_be_text(const LineScan& scan, bool among_text) {
  const double most = among_text ? kNoTextAmongText : kNoTextCost;
  return (scan.non_ascii_cost - most) * static_cast<double>(scan.non_ascii) < kNoTextExcess;
}

/// Whether marks may be all that is left of most of the line.
bool may_be_lost(const LineScan& scan) { return scan.replacements > 0 || scan.marks > 1; }

/// What the conversion of a line changes.
std::vector<LineSpan> to_spans(std::u32string_view line, std::u32string_view simplified) {
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (simplified[at] == line[at]) continue;
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
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
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

bool Document::is_to_simplify(const Line& line) const {
  if (!may_be_text(line.scan, judge_language(healthy_counts_) == "zh-Hant")) return false;
  ScriptCounts counts;
  counts.add(line.symbols, line.scan);
  return is_traditional_line(counts, counts_) &&
         !quotes_traditional(line.symbols, counts_.simplified > counts_.traditional);
}

void Document::simplify() {
  // Not by what the page shows: there `接著` would speak for itself.
  const Simplifier simplifier(LanguageModel::embedded());
  Step step;
  for (const Line& line : lines_) {
    if (is_to_simplify(line))
      append_spans(line, to_spans(line.symbols, simplifier.convert(line.symbols)), step.spans);
  }
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
}

}  // namespace fuyuan
