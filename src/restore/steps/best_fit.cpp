// GBK that was read as Windows-1252 and saved as GBK.

#include <algorithm>

#include "channel/best_fit.hpp"
#include "restore/line/line_search.hpp"
#include "restore/repair/best_fit_text.hpp"
#include "restore/steps/steps.hpp"

namespace fuyuan {
namespace {

/// What it is in each of the lines; nothing where there is no such damage.
std::vector<std::vector<LineSpan>> find_best_fit(const DocumentText& document,
                                                 const std::vector<std::u32string_view>& lines) {
  const LanguageModel& model = LanguageModel::embedded();
  BestFitText text(model);
  for (const std::u32string_view line : lines) text.add(line);
  if (!text.is_likely()) return {};
  const LineSearch search(document.options(), document.habits());
  const Channel& channel = *Registry::instance().find(BestFit::kName);
  std::vector<std::vector<LineSpan>> found(lines.size());
  double evidence = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!BestFitText::is_in(lines[i])) continue;
    found[i] = search.guess_by(channel, lines[i]);
    std::erase_if(found[i], [&](const LineSpan& span) {
      const double weight = text.weigh(lines[i], span);
      evidence += weight;
      return weight < 0 || is_mostly_lost(span);
    });
  }
  if (evidence < BestFitText::kEnough) found.clear();
  return found;
}

}  // namespace

Step undo_best_fit(const DocumentText& document) {
  if (document.habits().is_about_mojibake) return {};
  std::vector<std::u32string_view> lines;
  for (const DocumentLine& line : document.lines()) lines.emplace_back(line.symbols);
  return document.to_step(find_best_fit(document, lines));
}

Step undo_misread_of_best_fit(const DocumentText& document) {
  if (document.habits().is_about_mojibake) return {};
  std::vector<std::vector<LineSpan>> found;
  std::vector<std::u32string> texts;
  for (const DocumentLine& line : document.lines()) {
    found.push_back(BestFitText::find_misread(line.symbols));
    texts.push_back(apply_spans(line.symbols, found.back()));
  }
  if (std::all_of(found.begin(), found.end(), [](const auto& spans) { return spans.empty(); }) ||
      find_best_fit(document, {texts.begin(), texts.end()}).empty()) {
    return {};
  }
  return document.to_step(found);
}

}  // namespace fuyuan
