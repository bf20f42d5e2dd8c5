// Numeric entities in markup of what was misread before it was escaped.

#include <algorithm>
#include <iterator>

#include "restore/line/line_restorer.hpp"
#include "restore/measure/prices.hpp"
#include "restore/repair/numeric_entities.hpp"
#include "restore/steps/steps.hpp"
#include "text/topic.hpp"

namespace fuyuan {
namespace {

double price(std::u32string_view text) { return -LanguageModel::embedded().score_text(text); }

/// Whether letters were taken for bytes: those are another finder's.
bool is_of_single_bytes(const LineSpan& span) {
  const Misread* misread = Registry::instance().find_misread(span.channel);
  return misread == nullptr || misread->reads_single_bytes();
}

}  // namespace

Step undo_misread_entities(const DocumentText& document) {
  constexpr std::size_t kLinesAsked = 200;
  constexpr double kLeastGain = 25;      // nats, of all lines
  constexpr double kLeastGainOfOne = 6;  // of a line, to be one of them
  constexpr std::size_t kTimesOthers = 3;
  if (document.text().find("&#") == std::string::npos || document.habits().is_about_mojibake ||
      speaks_of_mojibake(document.text())) {
    return {};
  }
  const LanguageModel& model = LanguageModel::embedded();
  const LineRestorer restorer(document.options(), document.habits());
  std::vector<EntityLine> lines = list_entity_lines(document.text());
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
  if (gain < kLeastGain || others * kTimesOthers > misread) return {};
  Step step;
  for (EntityLine& line : lines)
    std::move(line.spans.begin(), line.spans.end(), std::back_inserter(step.spans));
  return step;
}

}  // namespace fuyuan
