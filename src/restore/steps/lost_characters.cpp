// Characters of which no byte is left.

#include <algorithm>

#include "channel/lost_character.hpp"
#include "channel/lost_interpunct.hpp"
#include "channel/saved_as.hpp"
#include "restore/line/guess_filter.hpp"
#include "restore/line/line_search.hpp"
#include "restore/repair/saved_as_finder.hpp"
#include "restore/steps/steps.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kInterpunctGain = 4;  ///< nats, besides what a change of channels costs
constexpr float kGainOfOthers = 2;    ///< the same, where another name lost its dot

/// Lines in which question marks may stand for characters that a charset lacked.
std::vector<DocumentLine> find_marked_lines(const DocumentText& document) {
  std::vector<DocumentLine> lines;
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(document.text()).substr(begin, end - begin);
    if (bytes.find('?') == std::string_view::npos) return;
    DocumentLine line{begin, end, number, to_utf32(bytes)};
    if (SavedAs::is_in(line.symbols)) lines.push_back(std::move(line));
  });
  return lines;
}

}  // namespace

Step fill_marks(const DocumentText& document) {
  if (document.text().find('?') == std::string::npos || document.habits().is_about_mojibake ||
      !document.is_well_formed() || !document.language().starts_with("zh")) {
    return {};
  }
  const std::vector<DocumentLine> lines = find_marked_lines(document);
  if (lines.empty()) return {};
  const SavedAsFinder finder(LanguageModel::embedded(), Registry::instance(),
                             document.habits().page);
  std::vector<std::u32string_view> texts(lines.size());
  std::transform(lines.begin(), lines.end(), texts.begin(),
                 [](const DocumentLine& line) { return std::u32string_view(line.symbols); });
  const SavedAs* channel = finder.find(texts);
  if (channel == nullptr) return {};
  Options options = document.options();
  options.infer = std::max(options.infer, SavedAsFinder::kLeastProbability);
  const GuessFilter filter(options, document.habits());
  Step step;
  for (const DocumentLine& line : lines) {
    std::vector<LineSpan> spans = finder.fill(*channel, line.symbols).spans;
    filter.apply(spans);
    std::erase_if(spans, [&](const LineSpan& span) {
      return span.after.find(kReplacement) != std::u32string::npos &&
             !SavedAs::is_within_text(line.symbols, span.begin, span.end);
    });
    document.append_spans(line, spans, step.spans);
  }
  return step;
}

Step infer_lost(const DocumentText& document) {
  if (document.options().strict || document.habits().is_about_mojibake ||
      !document.is_well_formed() || !document.language().starts_with("zh")) {
    return {};
  }
  const LineSearch search(document.options(), document.habits());
  Step step;
  for (const DocumentLine& line : document.lines()) {
    if (LostCharacter::is_in(line.symbols))
      document.append_spans(line, search.infer_lost(line.symbols), step.spans);
  }
  return step;
}

Step infer_interpuncts(const DocumentText& document) {
  if (document.options().strict || document.habits().is_about_mojibake ||
      !document.language().starts_with("zh"))
    return {};
  // Not the registry's, which would make all channels of damage for text that has none.
  const LostInterpunct channel(LanguageModel::embedded());
  const LineSearch search(document.options(), document.habits());
  const auto find = [&](const DocumentLine& line, float margin) {
    return !LostInterpunct::asks(line.symbols) && channel.best_gain(line.symbols) > margin
               ? search.restore_by(channel, line.symbols, margin)
               : std::vector<LineSpan>();
  };
  if (std::all_of(document.lines().begin(), document.lines().end(),
                  [&](const DocumentLine& line) { return find(line, kInterpunctGain).empty(); })) {
    return {};
  }
  Step step;
  for (const DocumentLine& line : document.lines())
    document.append_spans(line, find(line, kGainOfOthers), step.spans);
  return step;
}

}  // namespace fuyuan
