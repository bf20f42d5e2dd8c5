// What is left to do once all that was misread is undone.

#include <utility>

#include "lattice/simplifier.hpp"
#include "restore/document.hpp"
#include "restore/repair/lacked_characters.hpp"
#include "restore/repair/noise_finder.hpp"
#include "restore/steps/steps.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr int kMostRounds = 4;  ///< each tells more of what is lost still

}  // namespace

void Document::remove_noise() {
  if (!is_well_formed_ || habits_.is_japanese_or_korean) return;
  const LineSearch search(options_, habits_);
  const std::vector<const Noise*> habits =
      NoiseFinder(Registry::instance(), search, options_.notes).find_habits(text_);
  if (habits.empty()) return;
  for (const Noise* noise : habits) {
    Step step;
    for (const Lines::Line& each : Lines(text_)) {
      const Line line{each.begin, each.end, each.number, to_utf32(each.bytes)};
      append_spans(line, search.restore_by(*noise, line.symbols, 0), step.spans);
    }
    if (!step.spans.empty()) apply(std::move(step));
  }
  read_lines();
  learn_habits();
}

void Document::repair_code_points() {
  if (!habits_.is_about_mojibake) take({{}, find_lacked_characters(text_)});
  take(first_mark_.fill(*this));
  if (Step step = fuyuan::repair_code_points(*this); !step.spans.empty()) {
    apply(std::move(step));
    read_lines();
  }
  take(mend_units(*this));
}

void Document::infer_lost() {
  take(infer_interpuncts(*this));
  take(fill_marks(*this));
  // Until nothing changes: doing it again must change nothing.
  for (int i = 0; i < kMostRounds && take(fuyuan::infer_lost(*this)); ++i) continue;
}

void Document::simplify_spans(std::vector<std::vector<LineSpan>>& found) {
  const Simplifier simplifier(LanguageModel::embedded());
  for (std::vector<LineSpan>& spans : found) {
    for (LineSpan& span : spans) {
      span.after = simplifier.convert(span.after);
      for (InferredCharacter& one : span.inferred) one.character = span.after[one.offset];
    }
  }
}

void Document::simplify() {
  Step step = fuyuan::simplify(*this);
  if (step.spans.empty()) return;
  apply(std::move(step));
  read_lines();
  was_simplified_ = true;
  if (was_converted_page_ || suspicious_lines_seen().empty()) return;
  learn_habits();
  run_step();
}

}  // namespace fuyuan
