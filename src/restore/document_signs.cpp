// Signs and fields that were misread where the rest of a line is healthy, or is not.

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "restore/document.hpp"
#include "restore/repair/layered_runs.hpp"
#include "restore/repair/misread_signs.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/repair/utf8_fields.hpp"
#include "text/char_class.hpp"
#include "text/has_any.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kHanziChannel = "utf8-as-gbk";
constexpr std::size_t kReachOfTalk = 3;  ///< lines to the words that tell what this is about

/// Whether a line is about how text is read; what files declare is not.
bool is_talk(std::string_view line) {
  return speaks_of_charsets(line) &&
         !has_any(line, {"<meta", "charset=", "encoding=", "Content-Type"});
}

bool is_of_that_misread(const Span& span) { return span.channel == kSignChannel; }

}  // namespace

void Document::mend_signs(bool is_of_layers) {
  if (habits_.is_about_mojibake || !is_well_formed_ || !may_have_misread_signs(text_)) return;
  SignSearch search{options_.strict, false, is_of_layers};
  for (const Step& step : steps_) {
    search.is_known |= std::any_of(step.spans.begin(), step.spans.end(), is_of_that_misread);
  }
  take(find_apart_from_talk(may_have_misread_signs, [&](std::u32string_view line) {
    return find_misread_signs(line, search);
  }));
}

void Document::mend_units() {
  if (habits_.is_about_mojibake || !is_well_formed_ || !may_have_misread_units(text_)) return;
  take(find_apart_from_talk(may_have_misread_units, find_misread_units));
}

Step Document::find_apart_from_talk(
    bool (*may_matter)(std::string_view),
    const std::function<std::vector<LineSpan>(std::u32string_view)>& find) const {
  std::vector<std::pair<Line, std::vector<LineSpan>>> found;
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    if (!may_matter(bytes)) return;
    Line line{begin, end, number, to_utf32(bytes)};
    if (auto spans = find(line.symbols); !spans.empty())
      found.emplace_back(std::move(line), std::move(spans));
  });
  // Few lines are close to one that has something: only those are asked what they are about.
  std::set<std::size_t> talk;  // the numbers of lines
  auto next = found.begin();
  if (!found.empty()) {
    for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
      while (next != found.end() && next->first.number + kReachOfTalk < number) ++next;
      if (next == found.end() || next->first.number > number + kReachOfTalk) return;
      if (is_talk(std::string_view(text_).substr(begin, end - begin))) talk.insert(number);
    });
  }
  Step step;
  for (const auto& [line, spans] : found) {
    const auto near = talk.lower_bound(line.number - std::min(line.number, kReachOfTalk));
    if (near == talk.end() || *near > line.number + kReachOfTalk)
      append_spans(line, spans, step.spans);
  }
  return step;
}

void Document::undo_layered_fields() {
  if (habits_.is_about_mojibake || !is_well_formed_) return;
  std::vector<std::vector<LayeredRun>> runs;
  std::size_t in_runs = 0;  // symbols
  std::vector<std::vector<LineSpan>> found;
  for (const Line& line : lines_) {
    runs.push_back(find_layered_runs(line.symbols, LanguageModel::embedded()));
    std::vector<LineSpan>& spans = found.emplace_back();
    for (const LayeredRun& run : runs.back()) {
      spans.push_back({run.begin, run.end, std::string(kHanziChannel), run.text, 1, {}});
      in_runs += run.end - run.begin;
    }
  }
  if (in_runs == 0) return;
  std::size_t layered = 0;
  std::size_t all = healthy_counts_.non_ascii;
  for (const Line& line : lines_) {
    layered += count_layered(line.symbols);
    all += count_non_ascii(line.symbols);
  }
  // What was misread as a whole is undone as a whole: signs tell nothing by themselves.
  if ((layered - in_runs) * 2 >= all - in_runs) return;
  keep_shown(found);
  // Both steps, each by its own channel.
  Step above;
  Step below;
  std::ptrdiff_t grown = 0;  // bytes of the text before
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    for (LineSpan& span : found[i]) {
      const auto run = std::find_if(runs[i].begin(), runs[i].end(),
                                    [&](const LayeredRun& one) { return one.begin == span.begin; });
      if (run == runs[i].end() || run->end != span.end) continue;
      span.after = run->letters;
      const std::size_t first = above.spans.size();
      append_spans(lines_[i], {span}, above.spans);
      Span next = above.spans[first];
      next.begin += static_cast<std::size_t>(grown);
      next.before = above.spans[first].after;
      next.end = next.begin + next.before.size();
      next.after = to_utf8(run->text);
      next.channel = run->below->name();
      grown += static_cast<std::ptrdiff_t>(next.before.size()) -
               static_cast<std::ptrdiff_t>(above.spans[first].before.size());
      below.spans.push_back(std::move(next));
    }
  }
  if (above.spans.empty()) return;
  apply(std::move(above));
  take(std::move(below));
}

void Document::mend_utf8_fields() {
  if (habits_.is_about_mojibake || !is_well_formed_) return;
  std::vector<std::vector<LineSpan>> found;
  for (const Line& line : lines_)
    found.push_back(find_utf8_fields(line.symbols, LanguageModel::embedded()));
  keep_shown(found);
  Step step;
  for (std::size_t i = 0; i < lines_.size(); ++i) append_spans(lines_[i], found[i], step.spans);
  take(std::move(step));
}

}  // namespace fuyuan
