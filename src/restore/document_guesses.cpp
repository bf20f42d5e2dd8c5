#include <algorithm>

#include "restore/document.hpp"
#include "restore/repair/column_ends.hpp"
#include "restore/repair/latin_marks.hpp"
#include "restore/repair/line_ends.hpp"
#include "restore/repair/list_numerals.hpp"
#include "restore/repair/lost_brackets.hpp"
#include "restore/repair/lost_digits.hpp"
#include "restore/repair/lost_months.hpp"
#include "restore/repair/lost_signs.hpp"
#include "restore/repair/paragraph_ends.hpp"
#include "restore/repair/spaced_words.hpp"
#include "restore/repair/survivor_share.hpp"
#include "restore/steps/leftovers.hpp"
#include "restore/triage/line_end_judge.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"

// What was guessed in the lines of a document, looked at together.

namespace fuyuan {
namespace {

constexpr double kSettled = 0.95;  ///< nothing that the page tells changes such a guess

/// Calls `visit(line, i)` with each line of the document; `i`: where it stands in `lines`, those
/// that are not healthy, and their number for all others.
template <typename DocumentLines, typename Visit>
void for_each_text(std::string_view text, const DocumentLines& lines, Visit visit) {
  std::size_t next = 0;
  for (const Lines::Line& line : Lines(text)) {
    const bool is_found = next < lines.size() && lines[next].number == line.number;
    visit(line, is_found ? next++ : lines.size());
  }
}

bool has_line_end(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return span.after.find(U'\n') != std::u32string::npos;
  });
}

/// Whether a mark stands where it may have taken a line end along. `is_last`: none follows, so that
/// a mark at the end may have had nothing to take.
bool may_lack_end(std::u32string_view line, bool is_last) {
  if (is_last && line.ends_with(kReplacement)) line.remove_suffix(1);
  for (std::size_t at = line.find(kReplacement); at != line.npos;
       at = line.find(kReplacement, at + 1)) {
    if (at_or_end(line, at + 1) < 0x80) return true;
  }
  return false;
}

}  // namespace

bool Document::is_simplified(const std::vector<std::vector<LineSpan>>& found) const {
  constexpr std::size_t kEnough = 2;
  constexpr std::size_t kTimesTraditional = 20;  // names and quotations
  std::size_t simplified = healthy_counts_.simplified;
  std::size_t traditional = healthy_counts_.traditional;
  for (const std::vector<LineSpan>& spans : found) {
    for (const LineSpan& span : spans) {
      for (const char32_t cp : known_text(span)) {
        simplified += is_simplified_only(cp) ? 1 : 0;
        traditional += is_traditional_only(cp) ? 1 : 0;
      }
    }
  }
  return simplified >= kEnough && simplified >= traditional * kTimesTraditional;
}

std::set<std::size_t> Document::look_again(std::vector<std::vector<LineSpan>>& found,
                                           const DecoderFinder& decoders) const {
  const bool is_simplified = this->is_simplified(found);
  const auto is_guessed = [&](const std::vector<LineSpan>& spans) {
    return std::any_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
      const bool is_telling = !is_mostly_guessed(span);
      return std::any_of(span.inferred.begin(), span.inferred.end(),
                         [&](const InferredCharacter& one) {
                           const bool is_odd = is_simplified && is_traditional_only(one.character);
                           return one.probability < kSettled && (is_telling || is_odd);
                         });
    });
  };
  const bool lost_ends = lost_paragraph_ends(found);
  const Leftovers leftovers(*this);
  const Misread* channel_of_rest = leftovers.find_lossy(found);
  // Java's marks take line ends with them; a few places tell of Java.
  static const Charset& gbk = *find_charset("gb18030");
  const bool is_java = decoders.is_surely(Habit::java, gbk);
  const bool has_lines = text_.find('\n') != std::string::npos;
  const bool are_ends_new = is_java && has_lines && !habits_.swallows_line_ends;
  if (!lost_ends && !are_ends_new && channel_of_rest == nullptr &&
      std::none_of(found.begin(), found.end(), is_guessed)) {
    return {};
  }
  const PageCache page = learn_page(found);
  DocumentHabits habits = habits_;
  habits.page = page.empty() ? nullptr : &page;
  habits.plausible_page = habits.page;
  habits.is_simplified = is_simplified;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    habits.ascii.learn_question_marks(apply_known(lines_[i].symbols, found[i]));
  habits.swallows_line_ends |= lost_ends || is_java;
  const LineRestorer restorer(options_, habits, decoders);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    const bool is_one_guessed = is_guessed(found[i]);
    if (is_one_guessed || (are_ends_new && may_lack_end(line.symbols, line.end == text_.size()))) {
      auto spans = restorer.restore_again(line.symbols, line.scan, state_of(line), found[i]);
      if (!spans.empty() && (is_one_guessed || has_line_end(spans))) found[i] = std::move(spans);
    }
    if (lost_ends) ParagraphEnds::put_back(line.symbols, found[i]);
  }
  std::set<std::size_t> is_rest;
  for (std::size_t i = 0; i < lines_.size() && channel_of_rest != nullptr; ++i) {
    if (leftovers.restore_lossy(*channel_of_rest, restorer, i, state_of(lines_[i]), found[i]))
      is_rest.insert(i);
  }
  return is_rest;
}

bool Document::lost_paragraph_ends(const std::vector<std::vector<LineSpan>>& found) const {
  if (!habits_.line_feeds) return false;
  ParagraphEnds ends;
  std::size_t from = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    ends.add_healthy(std::string_view(text_).substr(from, lines_[i].begin - from));
    ends.add(lines_[i].symbols, found[i]);
    from = lines_[i].end;
  }
  ends.add_healthy(std::string_view(text_).substr(from));
  // Of text in one line as well: several short lines are commoner than blanks behind full stops.
  if (ends.weigh() <= 0) return false;
  return habits_.swallows_line_ends || *habits_.line_feeds + ends.weigh() > LineEndJudge::kEnough;
}

void Document::name_column_ends(std::vector<std::vector<LineSpan>>& found) const {
  ColumnEnds ends(LanguageModel::embedded(), MaskedModel::embedded());
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.ask(lines_[i].symbols, found[i]);
  if (!ends.asks()) return;
  for_each_text(text_, lines_, [&](const Lines::Line& line, std::size_t i) {
    ends.add(i == lines_.size() ? read_symbols(line.bytes)
                                : ColumnEnds::apply_known_ends(lines_[i].symbols, found[i]));
  });
  ends.decide();
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.name(lines_[i].symbols, found[i]);
}

void Document::name_guesses(std::vector<std::vector<LineSpan>>& found) const {
  name_column_ends(found);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    name_lost_months(lines_[i].symbols, found[i]);
    name_spaced_words(lines_[i].symbols, LanguageModel::embedded(), found[i]);
    name_lost_brackets(lines_[i].symbols, found[i]);
    name_latin_marks(lines_[i].symbols, found[i]);
  }
  if (std::any_of(found.begin(), found.end(), LostSigns::may_matter)) {
    LostSigns signs;
    for_each_text(text_, lines_, [&](const Lines::Line& line, std::size_t i) {
      signs.add(i == lines_.size() ? read_symbols(line.bytes)
                                   : apply_known(lines_[i].symbols, found[i]));
    });
    for (std::size_t i = 0; i < lines_.size(); ++i) signs.name(lines_[i].symbols, found[i]);
  }
  if (std::none_of(found.begin(), found.end(), [](const auto& spans) {
        return lacks_digits(spans) || infers_numerals(spans);
      })) {
    return;
  }
  ListNumbers numbers;
  ListNumerals numerals;
  for_each_text(text_, lines_, [&](const Lines::Line& line, std::size_t i) {
    const bool is_healthy = i == lines_.size();
    const std::u32string text =
        is_healthy ? read_symbols(line.bytes) : apply_spans(lines_[i].symbols, found[i]);
    numbers.add(line.number, text);
    numerals.add(line.number, text, is_healthy ? text : apply_known(lines_[i].symbols, found[i]));
  });
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    name_lost_digits(lines_[i].symbols, lines_[i].number, numbers, found[i]);
    name_numerals(lines_[i].number, numerals, found[i]);
  }
}

void Document::withdraw_unmarked(std::vector<std::vector<LineSpan>>& found) const {
  SurvivorShare share;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    for (const LineSpan& span : found[i]) share.add_span(lines_[i].symbols, span);
  }
  if (!share.has_letters()) return;
  for (const Line& line : lines_) share.add_line(line.symbols);
  for (std::vector<LineSpan>& spans : found)
    std::erase_if(spans, [&](const LineSpan& span) { return !share.may_be(span); });
}

void Document::doubt_line_ends(std::vector<std::vector<LineSpan>>& found) const {
  bool is_guessed = false;
  for (std::size_t i = 0; i < lines_.size() && !is_guessed; ++i)
    is_guessed = LineEnds::guesses_end(lines_[i].symbols, found[i]);
  if (!is_guessed) return;
  LineEnds ends;
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.add(lines_[i].symbols, found[i]);
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.doubt(lines_[i].symbols, found[i]);
}

}  // namespace fuyuan
