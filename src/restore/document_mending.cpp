// What was done to a document after it was misread, and is undone before that can be.

#include <algorithm>
#include <iterator>

#include "channel/decomposed.hpp"
#include "channel/split_lines.hpp"
#include "restore/backslash_finder.hpp"
#include "restore/document.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

bool covers_most(const std::vector<LineSpan>& spans, std::size_t size) {
  std::size_t covered = 0;
  for (const LineSpan& span : spans) covered += span.end - span.begin;
  return covered * 2 > size;
}

}  // namespace

void Document::rejoin_lines() {
  std::vector<std::size_t> cuts;
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    if (SplitLines::is_inside(text_, at)) cuts.push_back(at);
  }
  Step step;
  for (std::size_t first = 0; first < cuts.size();) {
    // All pieces of one line.
    std::size_t last = first;
    while (last + 1 < cuts.size() && text_.find('\n', cuts[last] + 1) == cuts[last + 1]) {
      ++last;
    }
    const std::size_t begin = text_.rfind('\n', cuts[first] - 1) + 1;
    const std::size_t end = std::min(text_.find('\n', cuts[last] + 1), text_.size());
    append_rejoined(begin, end, std::span(cuts).subspan(first, last + 1 - first), step.spans);
    first = last + 1;
  }
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
  learn_habits();
}

void Document::append_rejoined(std::size_t begin, std::size_t end,
                               std::span<const std::size_t> cuts, std::vector<Span>& out) const {
  constexpr std::string_view kNextLine = "\u0085";
  std::vector<Span> spans;
  std::string joined;
  std::size_t copied = begin;
  for (const std::size_t at : cuts) {
    const std::size_t from = at > begin && text_[at - 1] == '\r' ? at - 1 : at;
    joined.append(text_, copied, from - copied).append(kNextLine);
    copied = at + 1;
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    spans.push_back({from,
                     at + 1,
                     static_cast<std::size_t>(line) + 1,
                     std::string(SplitLines::kName),
                     text_.substr(from, at + 1 - from),
                     std::string(kNextLine),
                     1,
                     {}});
  }
  joined.append(text_, copied, end - copied);
  const std::u32string symbols = to_utf32(joined);
  const LineScan scan = scan_line(symbols, LanguageModel::embedded());
  const std::vector<LineSpan> found = LineRestorer(options_, habits_).restore(symbols, scan, {});
  if (covers_most(found, symbols.size()))
    std::move(spans.begin(), spans.end(), std::back_inserter(out));
}

void Document::compose() {
  const LineRestorer restorer(options_, habits_);
  Step step;
  for (const Line& line : lines_) {
    if (line.settled || line.scan.raw_bytes > 0 || !Decomposed::is_in(line.symbols)) continue;
    const std::u32string composed = Decomposed::compose(line.symbols);
    const LineScan scan = scan_line(composed, LanguageModel::embedded());
    if (covers_most(restorer.restore(composed, scan, {line.number == 1, false}), composed.size()))
      append_spans(line, {{0, line.symbols.size(), "decomposed", composed, 1, {}}}, step.spans);
  }
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
  learn_habits();
}

void Document::remove_backslashes() {
  if (text_.find('\\') == std::string::npos) return;
  Step step{{}, find_doubled_backslashes(text_, LanguageModel::embedded())};
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
  learn_habits();
}

}  // namespace fuyuan
