// The notes of a converted page that another program rewrote, as the converter wrote them.

#include "restore/repair/reshaped_notes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "channel/converted_page.hpp"
#include "restore/steps/converted_page_judge.hpp"
#include "restore/steps/steps.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using Shape = ReshapedNote::Shape;

/// What no author writes, and what a teacher may: so many notes have to tell of a converter.
constexpr std::size_t kLeastTorn = 4;
constexpr std::size_t kLeastWhole = 12;
constexpr std::size_t kTimesOthers =
    4;  ///< so many times the notes that are as they were, or an author's

/// What would become of a document.
class Trial : public DocumentText {
 public:
  using DocumentText::DocumentText;
  ~Trial() = default;
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  static bool is_converted_page(std::string text, const Options& options) {
    const Trial trial(std::move(text), options);
    return ConvertedPageJudge(trial).is_converted(collect_notes(trial));
  }
};

}  // namespace

Step reshape_notes(const DocumentText& document) {
  if (!document.is_well_formed()) return {};
  std::array<std::size_t, 3> telling = {};  // by shape
  std::size_t others = 0;
  bool is_torn = false;
  std::vector<std::vector<ReshapedNote>> notes;
  for (const DocumentLine& line : document.lines()) {
    notes.push_back(find_reshaped_notes(line.symbols));
    for (const ReshapedNote& note : notes.back()) {
      telling.at(static_cast<std::size_t>(note.shape)) += note.is_telling ? 1 : 0;
      others += note.is_teaching ? 1 : 0;
      is_torn |= note.is_torn;
    }
    others += line.scan.notes;
    is_torn |= line.scan.torn_notes > 0;
  }
  const auto count = [&](Shape shape) { return telling.at(static_cast<std::size_t>(shape)); };
  // Where every note stands apart, what follows decides whether a blank follows as well.
  const std::size_t apart = count(Shape::behind_blank) + count(Shape::spaced);
  const bool parts_all = count(Shape::spaced) > count(Shape::behind_blank);
  const auto is_habit = [&](const ReshapedNote& note) {
    const std::size_t alike = note.shape == Shape::brackets ? count(Shape::brackets) : apart;
    return alike >= (is_torn ? kLeastTorn : kLeastWhole) && alike > others * kTimesOthers &&
           (note.shape != Shape::spaced || parts_all);
  };
  std::vector<std::vector<LineSpan>> found(notes.size());
  bool is_any = false;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    for (ReshapedNote& note : notes[i]) {
      if (!is_habit(note)) continue;
      found[i].push_back(
          {note.begin, note.end, std::string(ConvertedPage::kName), std::move(note.after), 1, {}});
      is_any = true;
    }
  }
  if (!is_any) return {};
  Step step = document.to_step(found);
  Plan plan{{step}};
  // Who teaches writes readings in any of these ways.
  if (!Trial::is_converted_page(plan.apply(document.text()), document.options())) return {};
  return step;
}

}  // namespace fuyuan
