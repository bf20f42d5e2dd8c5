#include "restore/steps/guess_review.hpp"

#include <algorithm>

#include "restore/line/line_restorer.hpp"
#include "restore/repair/column_ends.hpp"
#include "restore/repair/latin_marks.hpp"
#include "restore/repair/line_ends.hpp"
#include "restore/repair/list_numerals.hpp"
#include "restore/repair/lost_blanks.hpp"
#include "restore/repair/lost_brackets.hpp"
#include "restore/repair/lost_digits.hpp"
#include "restore/repair/lost_months.hpp"
#include "restore/repair/lost_signs.hpp"
#include "restore/repair/open_numbers.hpp"
#include "restore/repair/opposite_signs.hpp"
#include "restore/repair/paragraph_ends.hpp"
#include "restore/repair/spaced_words.hpp"
#include "restore/repair/survivor_share.hpp"
#include "restore/steps/leftovers.hpp"
#include "restore/steps/page_learner.hpp"
#include "restore/triage/line_end_judge.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"

namespace fuyuan {
namespace {

constexpr double kSettled = 0.95;  ///< nothing that the page tells changes such a guess

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

template <typename Visit>
void GuessReview::for_each_text(Visit visit) const {
  std::size_t next = 0;
  for (const Lines::Line& line : Lines(document_.text())) {
    const bool is_found = next < lines_.size() && lines_[next].number == line.number;
    visit(line, is_found ? next++ : lines_.size());
  }
}

bool GuessReview::is_simplified() const {
  constexpr std::size_t kEnough = 2;
  constexpr std::size_t kTimesTraditional = 20;  // names and quotations
  std::size_t simplified = document_.healthy_counts().simplified;
  std::size_t traditional = document_.healthy_counts().traditional;
  for (const std::vector<LineSpan>& spans : found_) {
    for (const LineSpan& span : spans) {
      for (const char32_t cp : known_text(span)) {
        simplified += is_simplified_only(cp) ? 1 : 0;
        traditional += is_traditional_only(cp) ? 1 : 0;
      }
    }
  }
  return simplified >= kEnough && simplified >= traditional * kTimesTraditional;
}

std::set<std::size_t> GuessReview::look_again(const DecoderFinder& decoders) {
  const bool is_simplified = this->is_simplified();
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
  const bool lost_ends = lost_paragraph_ends();
  const Leftovers leftovers(document_);
  const Misread* channel_of_rest = leftovers.find_lossy(found_);
  // Java's marks take line ends with them; a few places tell of Java.
  static const Charset& gbk = *find_charset("gb18030");
  const bool is_java = decoders.is_surely(Habit::java, gbk);
  const bool has_lines = document_.text().find('\n') != std::string::npos;
  const bool are_ends_new = is_java && has_lines && !document_.habits().swallows_line_ends;
  if (!lost_ends && !are_ends_new && channel_of_rest == nullptr &&
      std::none_of(found_.begin(), found_.end(), is_guessed)) {
    return {};
  }
  const PageCache page = PageLearner(document_).learn(found_);
  DocumentHabits habits = document_.habits();
  habits.page = page.empty() ? nullptr : &page;
  habits.plausible_page = habits.page;
  habits.is_simplified = is_simplified;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    habits.ascii.learn_question_marks(apply_known(lines_[i].symbols, found_[i]));
  habits.swallows_line_ends |= lost_ends || is_java;
  const LineRestorer restorer(document_.options(), habits, decoders);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const DocumentLine& line = lines_[i];
    const bool is_one_guessed = is_guessed(found_[i]);
    if (is_one_guessed ||
        (are_ends_new && may_lack_end(line.symbols, line.end == document_.text().size()))) {
      auto spans =
          restorer.restore_again(line.symbols, line.scan, document_.state_of(line), found_[i]);
      if (!spans.empty() && (is_one_guessed || has_line_end(spans))) found_[i] = std::move(spans);
    }
    if (lost_ends) ParagraphEnds::put_back(line.symbols, found_[i]);
  }
  std::set<std::size_t> is_rest;
  for (std::size_t i = 0; i < lines_.size() && channel_of_rest != nullptr; ++i) {
    if (leftovers.restore_lossy(*channel_of_rest, restorer, i, document_.state_of(lines_[i]),
                                found_[i]))
      is_rest.insert(i);
  }
  return is_rest;
}

bool GuessReview::lost_paragraph_ends() const {
  if (!document_.habits().line_feeds) return false;
  ParagraphEnds ends;
  std::size_t from = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    ends.add_healthy(std::string_view(document_.text()).substr(from, lines_[i].begin - from));
    ends.add(lines_[i].symbols, found_[i]);
    from = lines_[i].end;
  }
  ends.add_healthy(std::string_view(document_.text()).substr(from));
  // Of text in one line as well: several short lines are commoner than blanks behind full stops.
  if (ends.weigh() <= 0) return false;
  return document_.habits().swallows_line_ends ||
         *document_.habits().line_feeds + ends.weigh() > LineEndJudge::kEnough;
}

void GuessReview::name_column_ends() {
  ColumnEnds ends(LanguageModel::embedded(), MaskedModel::embedded());
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.ask(lines_[i].symbols, found_[i]);
  if (!ends.asks()) return;
  for_each_text([&](const Lines::Line& line, std::size_t i) {
    ends.add(i == lines_.size() ? document_.read_symbols(line.bytes)
                                : ColumnEnds::apply_known_ends(lines_[i].symbols, found_[i]));
  });
  ends.decide();
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.name(lines_[i].symbols, found_[i]);
}

template <typename Signs>
void GuessReview::name_signs() {
  if (std::none_of(found_.begin(), found_.end(), Signs::may_matter)) return;
  Signs signs;
  for_each_text([&](const Lines::Line& line, std::size_t i) {
    signs.add(i == lines_.size() ? document_.read_symbols(line.bytes)
                                 : apply_known(lines_[i].symbols, found_[i]));
  });
  for (std::size_t i = 0; i < lines_.size(); ++i) signs.name(lines_[i].symbols, found_[i]);
}

void GuessReview::name_lost() {
  name_column_ends();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    name_lost_months(lines_[i].symbols, found_[i]);
    name_spaced_words(lines_[i].symbols, LanguageModel::embedded(), found_[i]);
    name_lost_blanks(lines_[i].symbols, found_[i]);
    name_lost_brackets(lines_[i].symbols, found_[i]);
    name_latin_marks(lines_[i].symbols, found_[i]);
  }
  name_signs<LostSigns>();
  name_signs<OppositeSigns>();
  if (std::none_of(found_.begin(), found_.end(), [](const auto& spans) {
        return lacks_digits(spans) || infers_numerals(spans);
      })) {
    return;
  }
  ListNumbers numbers;
  ListNumerals numerals;
  for_each_text([&](const Lines::Line& line, std::size_t i) {
    const bool is_healthy = i == lines_.size();
    const std::u32string text =
        is_healthy ? document_.read_symbols(line.bytes) : apply_spans(lines_[i].symbols, found_[i]);
    numbers.add(line.number, text);
    numerals.add(line.number, text, is_healthy ? text : apply_known(lines_[i].symbols, found_[i]));
  });
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    name_lost_digits(lines_[i].symbols, lines_[i].number, numbers, found_[i]);
    name_numerals(lines_[i].number, numerals, found_[i]);
  }
}

void GuessReview::withdraw_numbers() {
  for (std::size_t i = 0; i < lines_.size(); ++i)
    withdraw_open_numbers(lines_[i].symbols, found_[i]);
}

void GuessReview::withdraw_unmarked() {
  SurvivorShare share;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    for (const LineSpan& span : found_[i]) share.add_span(lines_[i].symbols, span);
  }
  if (!share.has_letters()) return;
  for (const DocumentLine& line : lines_) share.add_line(line.symbols);
  for (std::vector<LineSpan>& spans : found_)
    std::erase_if(spans, [&](const LineSpan& span) { return !share.may_be(span); });
}

void GuessReview::doubt_line_ends() {
  bool is_guessed = false;
  for (std::size_t i = 0; i < lines_.size() && !is_guessed; ++i)
    is_guessed = LineEnds::guesses_end(lines_[i].symbols, found_[i]);
  if (!is_guessed) return;
  LineEnds ends;
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.add(lines_[i].symbols, found_[i]);
  for (std::size_t i = 0; i < lines_.size(); ++i) ends.doubt(lines_[i].symbols, found_[i]);
}

}  // namespace fuyuan
