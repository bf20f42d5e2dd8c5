// Signs that were misread where all else is healthy.

#include <algorithm>

#include "restore/decode/channel_kind.hpp"
#include "restore/document.hpp"
#include "restore/repair/misread_signs.hpp"
#include "restore/verdict/meant_text.hpp"
#include "text/has_any.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kReachOfTalk = 3;  ///< lines to the words that tell what this is about

/// Whether a line is about how text is read; what files declare is not.
bool is_talk(std::string_view line) {
  return speaks_of_charsets(line) &&
         !has_any(line, {"<meta", "charset=", "encoding=", "Content-Type"});
}

bool is_of_that_misread(const Span& span) { return span.channel == kSignChannel; }

/// Whether letters of the span came of the bytes of another charset: two of those are a sign of
/// UTF-8 by chance.
bool is_of_other_bytes(const Span& span) {
  const Misread* misread = ChannelKind(span.channel).misread();
  return misread != nullptr && misread->reads_single_bytes() && !misread->was_utf8();
}

}  // namespace

void Document::mend_signs(bool is_of_layers) {
  if (habits_.is_about_mojibake || !is_well_formed_ || !may_have_misread_signs(text_)) return;
  SignSearch search{options_.strict, false, is_of_layers};
  for (const Step& step : steps_) {
    search.is_known |= std::any_of(step.spans.begin(), step.spans.end(), is_of_that_misread);
    if (std::any_of(step.spans.begin(), step.spans.end(), is_of_other_bytes)) return;
  }
  std::vector<Line> lines;
  std::vector<std::size_t> talk;  // the numbers of lines
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    if (is_talk(bytes)) talk.push_back(number);
    if (may_have_misread_signs(bytes)) lines.push_back({begin, end, number, to_utf32(bytes)});
  });
  Step step;
  for (const Line& line : lines) {
    const auto next = std::lower_bound(talk.begin(), talk.end(),
                                       line.number - std::min(line.number, kReachOfTalk));
    if (next != talk.end() && *next <= line.number + kReachOfTalk) continue;
    append_spans(line, find_misread_signs(line.symbols, search), step.spans);
  }
  take(std::move(step));
}

}  // namespace fuyuan
