// What is escaped in a document, and what was misread before it was.

#include <algorithm>
#include <iterator>

#include "restore/document.hpp"
#include "restore/measure/prices.hpp"
#include "restore/repair/escape_finder.hpp"
#include "restore/repair/misread_entities.hpp"
#include "restore/repair/numeric_entities.hpp"
#include "restore/repair/spelled_bytes.hpp"
#include "text/topic.hpp"

namespace fuyuan {
namespace {

constexpr int kMaxLayers = 8;  ///< of escapes

double price(std::u32string_view text) { return -LanguageModel::embedded().score_text(text); }

/// Whether letters were taken for bytes: those are another finder's.
bool is_of_single_bytes(const LineSpan& span) {
  const Misread* misread = Registry::instance().find_misread(span.channel);
  return misread == nullptr || misread->reads_single_bytes();
}

}  // namespace

void Document::undo_escapes() {
  const SpelledBytes speller(LanguageModel::embedded(), Registry::instance());
  take({{}, speller.find(text_)});
  const std::size_t before = steps_.size();
  undo_layers_of_escapes();
  const MisreadEntities finder(LanguageModel::embedded(), Registry::instance());
  take({{}, finder.find(text_, steps_.size() > before)});
  undo_misread_entities();
}

void Document::undo_layers_of_escapes() {
  const EscapeFinder finder(LanguageModel::embedded(), Registry::instance(), options_.escapes);
  // Mostly there is Chinese in the clear, and only single lines to look for.
  if (!options_.escapes && counts_.non_ascii * EscapeFinder::kBytesPerClear > text_.size() &&
      EscapeFinder::is_mostly_clear(text_)) {
    take({{}, finder.find_escaped_lines(text_)});
    return;
  }
  for (int i = 0; i < kMaxLayers; ++i) {
    // Asked for, all goes that can: doing it again must change nothing.
    EscapeLayer layer = finder.find(text_, i > 0 && !options_.escapes);
    if (!take({{}, std::move(layer.spans)})) return;
    if (!layer.is_whole && !options_.escapes) return;
  }
}

void Document::undo_misread_entities() {
  constexpr std::size_t kLinesAsked = 200;
  constexpr double kLeastGain = 25;      // nats, of all lines
  constexpr double kLeastGainOfOne = 6;  // of a line, to be one of them
  constexpr std::size_t kTimesOthers = 3;
  if (text_.find("&#") == std::string::npos || habits_.is_about_mojibake ||
      speaks_of_mojibake(text_)) {
    return;
  }
  const LanguageModel& model = LanguageModel::embedded();
  const LineRestorer restorer(options_, habits_);
  std::vector<EntityLine> lines = list_entity_lines(text_);
  double gain = 0;
  std::size_t misread = 0;  // entities
  std::size_t others = 0;
  for (std::size_t i = 0; i < std::min(lines.size(), kLinesAsked); ++i) {
    const std::u32string& text = lines[i].text;
    const LineScan scan = scan_line(text, model);
    const auto spans =
        scan.is_suspicious() ? restorer.restore(text, scan, {}) : std::vector<LineSpan>();
    const double gained = price(text) - price(apply_known(text, spans));
    const std::u32string read = apply_spans(text, spans);
    const bool is_misread = gained > kLeastGainOfOne &&
                            price(read) < kFluentCost * static_cast<double>(read.size() + 1) &&
                            std::none_of(spans.begin(), spans.end(), is_of_single_bytes);
    gain += is_misread ? gained : 0;
    (is_misread ? misread : others) += lines[i].named;
  }
  if (gain < kLeastGain || others * kTimesOthers > misread) return;
  Step step;
  for (EntityLine& line : lines)
    std::move(line.spans.begin(), line.spans.end(), std::back_inserter(step.spans));
  take(std::move(step));
}

}  // namespace fuyuan
