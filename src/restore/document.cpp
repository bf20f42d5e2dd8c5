#include "restore/document.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "channel/saved_as_gbk.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/line/guess_filter.hpp"
#include "restore/line/kept_signs.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/measure/prices.hpp"
#include "restore/reading/charset_votes.hpp"
#include "restore/steps/converted_page_judge.hpp"
#include "restore/steps/guess_review.hpp"
#include "restore/steps/leftovers.hpp"
#include "restore/steps/steps.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/verdict/kept_fields.hpp"
#include "restore/verdict/list_gaps.hpp"
#include "restore/verdict/losing_fields.hpp"
#include "restore/verdict/meant_letters.hpp"

namespace fuyuan {
namespace {

constexpr int kMaxSteps = 4;   ///< of damage, each undone by one pass over the lines
constexpr int kMaxLayers = 2;  ///< of one misread, above the last two
constexpr std::size_t kContextLinesAsked = 16;  ///< broken ones

bool has_lost(const LineSpan& span) {
  return span.after.find(kReplacement) != std::u32string::npos;
}

/// Whether raw bytes were decoded, and some of them were no characters.
bool lacks_bytes(const LineSpan& span) {
  return has_lost(span) && span.inferred.empty() && span.channel != kRawUtf8 &&
         ChannelKind(span.channel).is_raw();
}

/// Whether bytes of raw UTF-8 stay lost.
bool is_lost_utf8(const LineSpan& span) { return has_lost(span) && span.channel == kRawUtf8; }

/// Whether each U+FFFD of what the line becomes stands for what was given up: none tells of others.
bool has_own_marks_only(std::u32string_view line, const std::vector<LineSpan>& spans) {
  auto others = std::count(line.begin(), line.end(), kReplacement);
  for (const LineSpan& span : spans) {
    const std::u32string_view before = line.substr(span.begin, span.end - span.begin);
    others -= std::count(before.begin(), before.end(), kReplacement);
  }
  return others == 0 && std::any_of(spans.begin(), spans.end(), has_lost);
}

bool has_remnant(std::u32string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (SavedAsGbk::match(line, at)) return true;
  }
  return false;
}

/// Whether all that is left beside marks is what people write every day. Of a misread that lies
/// below, half of the hanzi would be rare.
bool is_everyday_but_marks(std::u32string_view line) {
  const LanguageModel& model = LanguageModel::embedded();
  return std::all_of(line.begin(), line.end(), [&](char32_t cp) {
    return cp < 0x80 || cp == kReplacement || is_everyday_character(cp, model);
  });
}

/// Whether it is text but for some marks. Letters of a misread below are no dearer than words. In a
/// line of code every other character stands beside a mark or ASCII, which makes it dear.
bool reads_well(const LineScan& scan) {
  return scan.han * 2 > scan.non_ascii &&
         (scan.non_ascii_cost < kPlausibleCost || scan.has_healthy_stretch());
}

std::size_t count_line_feeds(const std::vector<LineSpan>& spans) {
  std::ptrdiff_t count = 0;
  for (const LineSpan& span : spans)
    count += std::count(span.after.begin(), span.after.end(), U'\n');
  return static_cast<std::size_t>(count);
}

}  // namespace

Document::Document(std::string text, const Options& options, std::string_view context)
    : DocumentText(std::move(text), options), page_(LanguageModel::embedded()) {
  const bool is_annotated = std::any_of(lines_.begin(), lines_.end(), has_notes);
  if (is_annotated || !suspicious_lines_seen().empty()) read_context(context);
  if (!is_well_formed_) votes_ = collect_votes(text_, options_.from);
  learn_habits();
  find_torn_lines();
}

bool Document::take(Step step) {
  if (step.spans.empty()) return false;
  apply(std::move(step));
  read_lines();
  learn_habits();
  return true;
}

void Document::find_torn_lines() {
  if (!habits_.favourites.empty() || healthy_counts_.non_ascii < count_broken()) return;
  for (Line& line : lines_) {
    line.lacks_bytes = line.scan.raw_bytes == 0 && line.scan.replacements == 1;
  }
}

void Document::read_context(std::string_view context) {
  while (!context.empty() && context_.size() < kContextLinesAsked) {
    const std::size_t end = std::min(context.find('\n'), context.size());
    Line line;
    line.symbols = read_symbols(context.substr(0, end));
    line.scan = scan_line(line.symbols, LanguageModel::embedded());
    if (line.scan.is_suspicious() || has_notes(line)) context_.push_back(std::move(line));
    context.remove_prefix(std::min(end + 1, context.size()));
  }
}

std::vector<const Document::Line*> Document::suspicious_lines_seen() const {
  std::vector<const Line*> seen;
  for (const std::vector<Line>* lines : {&lines_, &context_}) {
    for (const Line& line : *lines) {
      if (line.scan.is_suspicious()) seen.push_back(&line);
    }
  }
  return seen;
}

bool Document::undo_damage() {
  const std::size_t before = steps_.size();
  remove_raw_notes();
  take(first_mark_.remove(*this));
  for (int i = 0; i < kMaxLayers && take(undo_tripled_utf8(*this)); ++i) continue;
  take_both(undo_doubled_utf8(*this));
  take(mend_holed_signs(*this, HoledSigns::Need::proof));
  mend_tables();
  take(mend_signs(*this, true));
  take_both(undo_layered_fields(*this));
  take(mend_utf8_fields(*this));
  take(join_characters(*this));
  take(fill_blanked_bytes(*this));
  take(undo_saving_as_gbk(*this));
  undo_best_fit();
  take(undo_alterations(*this));
  take(mend_boxes(*this, true));
  // Where whole lines tell of a channel they tell more than columns, which would silence them.
  if (habits_.favourites.empty()) mend_columns();
  for (int i = 0; i < kMaxSteps; ++i) {
    take(rejoin_lines(*this));
    take(compose_accents(*this));
    take(remove_backslashes(*this));
    take(undo_utf8_layer(*this));
    settle_remnants();
    if (!run_step()) break;
    context_.clear();  // it is as it was before this step
    const bool was_shifted = habits_.is_shifted;
    const bool was_converted = habits_.is_converted_page;
    learn_habits();
    // Then it may have happened in other lines as well, or notes are left in this one.
    if ((!was_shifted && habits_.is_shifted) || (!was_converted && habits_.is_converted_page))
      reopen_lines();
  }
  // Such remnants may be what is left of another misread: doing it again must change nothing.
  take(undo_saving_as_gbk(*this));
  for (int i = 0; i < kMaxSteps && steps_.size() > before && restore_remnants(); ++i) continue;
  mend_columns();
  take(mend_short_fields(*this));
  take(mend_short_pieces(*this));
  take(mend_boxes(*this, false));
  take(mend_curled_marks(*this));
  take(mend_pictographs(*this));
  take(mend_holed_signs(*this, HoledSigns::Need::none));
  take(mend_signs(*this, false));
  take(mend_blanked_letters(*this));
  take(mend_punctuation(*this));
  take(mend_control_signs(*this));
  // Short lines may show their notes only now.
  if (habits_.is_converted_page && !was_converted_page_) {
    reopen_lines();
    if (run_step()) learn_habits();
  }
  return steps_.size() > before;
}

void Document::reopen_lines() {
  for (Line& line : lines_) line.settled = false;
}

void Document::remove_raw_notes() {
  Step step = fuyuan::remove_raw_notes(*this);
  if (step.spans.empty()) return;
  apply(std::move(step));
  votes_ = collect_votes(text_, options_.from);
  read_lines();
  learn_habits();
}

void Document::take_both(LayeredSteps steps) {
  if (steps.above.spans.empty()) return;
  apply(std::move(steps.above));
  take(std::move(steps.below));
}

void Document::undo_best_fit() {
  // It may have been misread once more.
  if (!take(fuyuan::undo_best_fit(*this)) && take(undo_misread_of_best_fit(*this)))
    take(fuyuan::undo_best_fit(*this));
}

void Document::mend_tables() {
  if (habits_.is_about_mojibake || !is_well_formed_) return;
  // What is below the first misread of such a table is one for all of its columns, or nothing.
  auto search = ColumnFinder::Search::of_several;
  for (int layer = 0; layer < ColumnFinder::kMostLayers; ++layer) {
    if (!take(fuyuan::mend_columns(*this, search))) return;
    search = ColumnFinder::Search::of_the_same;
  }
}

void Document::mend_columns() {
  if (habits_.is_about_mojibake || !is_well_formed_ || !language().starts_with("zh")) return;
  for (int layer = 0; layer < ColumnFinder::kMostLayers; ++layer) {
    if (!take(fuyuan::mend_columns(*this, ColumnFinder::Search::beside_healthy))) return;
  }
}

bool Document::restore_remnants() {
  bool is_any = false;
  for (Line& line : lines_) {
    const bool has_one = has_remnant(line.symbols);
    line.settled = !has_one || given_up_.contains(line.number);
    line.has_changed = false;
    is_any |= has_one;
  }
  find_torn_lines();
  if (!is_any) return false;
  settle_remnants();
  if (!run_step()) return false;
  learn_habits();
  return true;
}

std::vector<std::vector<LineSpan>> Document::restore_lines(const LineRestorer& restorer) const {
  std::vector<std::vector<LineSpan>> found(lines_.size());
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.settled) continue;
    found[i] = restorer.restore(line.symbols, line.scan, state_of(line));
    keep_losing_fields(line.symbols, found[i], LanguageModel::embedded());
    keep_fields(line.symbols, found[i], habits_, LanguageModel::embedded());
    close_list_gaps(line.symbols, found[i]);
    keep_meant_letters(line.symbols, found[i], LanguageModel::embedded());
  }
  keep_shown(found);
  return found;
}

bool Document::run_step() {
  const LineRestorer restorer(options_, habits_);
  std::vector<std::vector<LineSpan>> found = restore_lines(restorer);
  GuessReview review(*this, found);
  const std::set<std::size_t> is_rest =
      options_.strict ? std::set<std::size_t>() : review.look_again(restorer.decoders());
  std::vector<std::u32string_view> lines;
  for (const Line& line : lines_) lines.emplace_back(line.symbols);
  const std::set<std::size_t> keeping = keep_signs(lines, LanguageModel::embedded(), found);
  review.name_lost();
  review.withdraw_numbers();
  const GuessFilter filter(options_, habits_);
  for (std::size_t i = 0; i < found.size(); ++i) {
    // What is known of the rest may be mostly lost.
    is_rest.contains(i) ? filter.apply(found[i]) : filter.finish(found[i]);
  }
  if (was_simplified_) simplify_spans(found);
  const Leftovers leftovers(*this);
  review.withdraw_unmarked();
  review.doubt_line_ends();
  was_converted_page_ = habits_.is_converted_page;
  Step step = to_step(found);
  if (step.spans.empty()) return false;
  const LineNumbers numbers = number_lines(found);
  leftovers.restore(found, keeping, step.spans);
  apply(std::move(step));
  read_lines();
  settle_lines(numbers);
  return true;
}

Document::LineNumbers Document::number_lines(
    const std::vector<std::vector<LineSpan>>& found) const {
  LineNumbers numbers;
  std::size_t gained = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    // What is lost of UTF-8 is no byte that others could be paired with; but notes of a page that
    // was cut off there are still to go.
    const bool is_lost = lines_[i].scan.broken == 0 &&
                         !(habits_.is_converted_page && has_notes(lines_[i])) &&
                         std::any_of(found[i].begin(), found[i].end(), is_lost_utf8);
    const bool is_settled = is_lost || found[i].empty() ||
                            is_exhausted(lines_[i].symbols, found[i]) ||
                            std::any_of(found[i].begin(), found[i].end(), is_of_page);
    const bool is_torn = std::any_of(found[i].begin(), found[i].end(), lacks_bytes);
    const bool gives_up = has_own_marks_only(lines_[i].symbols, found[i]);
    const std::size_t first = lines_[i].number + gained;
    gained += count_line_feeds(found[i]);
    for (std::size_t number = first; number <= lines_[i].number + gained; ++number) {
      if (is_settled) numbers.settled.insert(numbers.settled.end(), number);
      if (is_torn) numbers.torn.insert(numbers.torn.end(), number);
      if (gives_up) numbers.given_up.insert(numbers.given_up.end(), number);
    }
  }
  return numbers;
}

void Document::settle_remnants() {
  if (!was_saved_as_gbk(*this)) return;
  for (Line& line : lines_) {
    const bool is_text = reads_well(line.scan) || is_everyday_but_marks(line.symbols);
    line.settled |= is_text && has_remnant(line.symbols);
  }
}

bool Document::makes_sense() const {
  double cost = 0;
  std::size_t hanzi = healthy_counts_.han;
  for (const Line& line : lines_) {
    cost += line.scan.han_cost * static_cast<double>(line.scan.han);
    hanzi += line.scan.han;
  }
  return cost < kPlausibleCost * static_cast<double>(hanzi);
}

void Document::settle_lines(const LineNumbers& numbers) {
  const bool is_page_text = !numbers.given_up.empty() && makes_sense();
  for (Line& line : lines_) {
    const bool is_text = reads_well(line.scan) ||
                         (is_page_text && line.scan.han > 0 && is_everyday_but_marks(line.symbols));
    if (is_text && numbers.given_up.contains(line.number)) given_up_.insert(line.number);
    line.settled = numbers.settled.contains(line.number) || given_up_.contains(line.number);
    line.lacks_bytes = numbers.torn.contains(line.number);
    line.has_changed = !line.settled && !line.lacks_bytes;
  }
}

}  // namespace fuyuan
