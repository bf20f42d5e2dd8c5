// The notes of a page that was converted byte by byte, and not decoded since.

#include "channel/converted_page.hpp"
#include "restore/document.hpp"
#include "restore/reading/charset_votes.hpp"
#include "restore/repair/raw_notes.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

void Document::remove_raw_notes() {
  if (is_well_formed_) return;
  Step step;
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto line = std::string_view(text_).substr(begin, end - begin);
    if (is_valid_utf8(line)) return;
    for (const RawNote& note : find_torn_raw_notes(line)) {
      Span span;
      span.begin = begin + note.begin;
      span.end = begin + note.end;
      span.line = number;
      span.channel = ConvertedPage::kName;
      span.before = line.substr(note.begin, note.end - note.begin);
      step.spans.push_back(std::move(span));
    }
  });
  if (step.spans.empty()) return;
  apply(std::move(step));
  votes_ = collect_votes(text_, options_.from);
  read_lines();
  learn_habits();
}

}  // namespace fuyuan
