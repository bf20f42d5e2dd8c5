#include "restore/steps/apart_from_talk.hpp"

#include <set>
#include <utility>

#include "text/has_any.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kReachOfTalk = 3;  ///< lines to the words that tell what this is about

}  // namespace

bool is_talk(std::string_view line) {
  return speaks_of_charsets(line) &&
         !has_any(line, {"<meta", "charset=", "encoding=", "Content-Type"});
}

Step find_apart_from_talk(const DocumentText& document, bool (*may_matter)(std::string_view),
                          const std::function<std::vector<LineSpan>(std::u32string_view)>& find,
                          bool (*is_talk_of_it)(std::string_view)) {
  std::vector<std::pair<DocumentLine, std::vector<LineSpan>>> found;
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(document.text()).substr(begin, end - begin);
    if (!may_matter(bytes)) return;
    DocumentLine line{begin, end, number, to_utf32(bytes)};
    if (auto spans = find(line.symbols); !spans.empty())
      found.emplace_back(std::move(line), std::move(spans));
  });
  // Few lines are close to one that has something: only those are asked what they are about.
  std::set<std::size_t> talk;  // the numbers of lines
  auto next = found.begin();
  if (!found.empty()) {
    document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
      while (next != found.end() && next->first.number + kReachOfTalk < number) ++next;
      if (next == found.end() || next->first.number > number + kReachOfTalk) return;
      if (is_talk_of_it(std::string_view(document.text()).substr(begin, end - begin)))
        talk.insert(number);
    });
  }
  Step step;
  for (const auto& [line, spans] : found) {
    const auto near = talk.lower_bound(line.number - std::min(line.number, kReachOfTalk));
    if (near == talk.end() || *near > line.number + kReachOfTalk)
      document.append_spans(line, spans, step.spans);
  }
  return step;
}

}  // namespace fuyuan
