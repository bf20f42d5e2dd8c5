#include "restore/document.hpp"

#include <algorithm>
#include <map>

#include "channel/saved_as_gbk.hpp"
#include "channel/stray_mark.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/line/kept_signs.hpp"
#include "restore/reading/charset_votes.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/disguised_words.hpp"
#include "restore/triage/health_check.hpp"
#include "restore/triage/misread_words.hpp"
#include "restore/triage/nonsense.hpp"
#include "restore/verdict/kept_fields.hpp"
#include "restore/verdict/list_gaps.hpp"
#include "restore/verdict/losing_fields.hpp"
#include "restore/verdict/meant_letters.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

constexpr int kMaxSteps = 4;  ///< of damage, each undone by one pass over the lines
constexpr std::size_t kContextLinesAsked = 16;  ///< broken ones

/// How many bytes a symbol takes in the line.
std::size_t byte_length(Symbol symbol) {
  if (is_raw(symbol) || symbol < 0x80) return 1;
  return symbol < 0x800 ? 2 : symbol < 0x10000 ? 3 : 4;
}

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

std::size_t count_line_feeds(const std::vector<LineSpan>& spans) {
  std::ptrdiff_t count = 0;
  for (const LineSpan& span : spans)
    count += std::count(span.after.begin(), span.after.end(), U'\n');
  return static_cast<std::size_t>(count);
}

}  // namespace

Document::Document(std::string text, const Options& options, std::string_view context)
    : options_(options),
      text_(std::move(text)),
      is_well_formed_(is_valid_utf8(text_)),
      page_(LanguageModel::embedded()) {
  was_utf8_ = !is_well_formed_ && count_utf8(text_).is_for_the_most_part();
  read_lines();
  if (!suspicious_lines_seen().empty()) read_context(context);
  if (!is_well_formed_) votes_ = collect_votes(text_, options_.from);
  learn_habits();
  find_torn_lines();
}

std::size_t Document::count_broken() const {
  std::size_t broken = 0;
  for (const Line& line : lines_) broken += line.scan.is_suspicious() ? line.scan.non_ascii : 0;
  return broken;
}

void Document::find_torn_lines() {
  if (!habits_.favourites.empty() || healthy_counts_.non_ascii < count_broken()) return;
  for (Line& line : lines_) {
    line.lacks_bytes = line.scan.raw_bytes == 0 && line.scan.replacements == 1;
  }
}

std::u32string Document::read_raw(std::string_view line) {
  std::u32string out;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(byte < 0x80 ? byte : raw_symbol(byte));
  }
  return out;
}

std::u32string Document::read_symbols(std::string_view line) const {
  if (is_valid_utf8(line)) return to_utf32(line);
  // What other charsets became is UTF-8 by now, and says nothing of what is left of them.
  if (!was_utf8_ && !steps_.empty()) return read_raw(line);
  return BrokenUtf8(LanguageModel::embedded()).read(line, habits_.is_utf8);
}

void Document::read_lines() {
  const LanguageModel& model = LanguageModel::embedded();
  lines_.clear();
  counts_ = {};
  healthy_counts_ = {};
  habits_.is_utf8 = was_utf8_ && !is_well_formed_;
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    // A question mark at the very beginning may have been a byte-order mark.
    const bool is_marked = begin == 0 && (bytes.starts_with('?') || StrayMark::may_begin(bytes));
    if (const Glance seen = glance(bytes); seen.healthy && !is_marked) {
      counts_.add(seen);
      healthy_counts_.add(seen);
    } else {
      Line line{begin, end, number, read_symbols(bytes)};
      line.scan = scan_line(line.symbols, model);
      counts_.add(line.symbols, line.scan);
      if (line.scan.makes_sense()) healthy_counts_.add(line.symbols, line.scan);
      lines_.push_back(std::move(line));
    }
  });
}

void Document::read_context(std::string_view context) {
  while (!context.empty() && context_.size() < kContextLinesAsked) {
    const std::size_t end = std::min(context.find('\n'), context.size());
    Line line;
    line.symbols = read_symbols(context.substr(0, end));
    line.scan = scan_line(line.symbols, LanguageModel::embedded());
    if (line.scan.is_suspicious()) context_.push_back(std::move(line));
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
  remove_first_mark();
  mend_tables();
  mend_signs(true);
  undo_layered_fields();
  mend_utf8_fields();
  join_characters();
  fill_blanked_bytes();
  undo_saving_as_gbk();
  undo_best_fit();
  undo_alterations();
  mend_boxes(true);
  // Where whole lines tell of a channel they tell more than columns, which would silence them.
  if (habits_.favourites.empty()) mend_columns();
  for (int i = 0; i < kMaxSteps; ++i) {
    rejoin_lines();
    compose();
    remove_backslashes();
    undo_utf8_layer();
    if (!run_step()) break;
    context_.clear();  // it is as it was before this step
    const bool was_shifted = habits_.is_shifted;
    learn_habits();
    if (!was_shifted && habits_.is_shifted) {  // then it may have happened in other lines as well
      for (Line& line : lines_) line.settled = false;
    }
  }
  // Such remnants may be what is left of another misread: doing it again must change nothing.
  undo_saving_as_gbk();
  for (int i = 0; i < kMaxSteps && steps_.size() > before && restore_remnants(); ++i) continue;
  mend_columns();
  mend_boxes(false);
  mend_pictographs();
  mend_signs(false);
  return steps_.size() > before;
}

bool Document::restore_remnants() {
  bool is_any = false;
  for (Line& line : lines_) {
    bool has_one = false;
    for (std::size_t at = 0; at < line.symbols.size() && !has_one; ++at)
      has_one = SavedAsGbk::match(line.symbols, at).has_value();
    line.settled = !has_one;
    line.has_changed = false;
    is_any |= has_one;
  }
  find_torn_lines();
  if (!is_any || !run_step()) return false;
  learn_habits();
  return true;
}

bool Document::run_step() {
  LineRestorer restorer(options_, habits_);
  std::vector<std::vector<LineSpan>> found(lines_.size());
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    if (line.settled) continue;
    found[i] = restorer.restore(line.symbols, line.scan, state_of(line));
    keep_losing_fields(line.symbols, found[i], LanguageModel::embedded());
    keep_fields(line.symbols, found[i], habits_, LanguageModel::embedded());
    close_list_gaps(line.symbols, found[i]);
    keep_meant_letters(line.symbols, found[i], LanguageModel::embedded());
  }
  keep_shown(found);
  if (!options_.strict) look_again(found, restorer.decoders());
  std::vector<std::u32string_view> lines;
  for (const Line& line : lines_) lines.emplace_back(line.symbols);
  const std::set<std::size_t> keeping = keep_signs(lines, LanguageModel::embedded(), found);
  name_guesses(found);
  for (std::vector<LineSpan>& spans : found) restorer.finish(spans);
  if (was_simplified_) simplify_spans(found);
  restore_lossy_leftovers(restorer, found);
  withdraw_unmarked(found);
  doubt_line_ends(found);
  was_converted_page_ = habits_.is_converted_page;
  Step step;
  // By the numbers that lines will have: line ends come back as well.
  std::vector<std::size_t> settled;
  std::vector<std::size_t> torn;
  std::size_t gained = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    append_spans(lines_[i], found[i], step.spans);
    // What is lost of UTF-8 is no byte that others could be paired with.
    const bool is_lost =
        lines_[i].scan.broken == 0 && std::any_of(found[i].begin(), found[i].end(), is_lost_utf8);
    const bool is_settled = is_lost || found[i].empty() ||
                            is_exhausted(lines_[i].symbols, found[i]) ||
                            std::any_of(found[i].begin(), found[i].end(), is_of_page);
    const bool is_torn = std::any_of(found[i].begin(), found[i].end(), lacks_bytes);
    const std::size_t first = lines_[i].number + gained;
    gained += count_line_feeds(found[i]);
    for (std::size_t number = first; number <= lines_[i].number + gained; ++number) {
      if (is_settled) settled.push_back(number);
      if (is_torn) torn.push_back(number);
    }
  }
  if (step.spans.empty()) return false;
  restore_leftovers(found, keeping, step.spans);
  apply(std::move(step));
  read_lines();
  for (Line& line : lines_) {
    line.settled = std::binary_search(settled.begin(), settled.end(), line.number);
    line.lacks_bytes = std::binary_search(torn.begin(), torn.end(), line.number);
    line.has_changed = !line.settled && !line.lacks_bytes;
  }
  return true;
}

LineState Document::state_of(const Line& line) const {
  const bool lacks_return = line.end < text_.size() && text_[line.end] == '\n';
  return {line.number == 1, line.has_changed, line.lacks_bytes,
          habits_.swallows_returns && lacks_return};
}

void Document::apply(Step step) {
  text_ = replace_spans(text_, step.spans);
  is_well_formed_ = is_valid_utf8(text_);
  steps_.push_back(std::move(step));
}

bool Document::take(Step step) {
  if (step.spans.empty()) return false;
  apply(std::move(step));
  read_lines();
  learn_habits();
  return true;
}

void Document::append_spans(const Line& line, const std::vector<LineSpan>& found,
                            std::vector<Span>& out) const {
  std::size_t symbol = 0;
  std::size_t byte = line.begin;
  const auto advance_to = [&](std::size_t target) {
    while (symbol < target) byte += byte_length(line.symbols[symbol++]);
    return byte;
  };
  for (const LineSpan& found_span : found) {
    Span span;
    span.begin = advance_to(found_span.begin);
    span.end = advance_to(found_span.end);
    span.line = line.number;
    span.channel = found_span.channel;
    span.before = text_.substr(span.begin, span.end - span.begin);
    span.after = to_utf8(found_span.after);
    span.confidence = found_span.confidence;
    span.inferred = found_span.inferred;
    out.push_back(std::move(span));
  }
}

std::string Document::language() const { return judge_language(counts_); }

std::size_t Document::suspicious_lines() const {
  return static_cast<std::size_t>(
      std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) {
        const std::size_t shown = habits_.is_about_mojibake ? line.scan.debris : 0;
        return line.scan.raw_bytes > 0 || line.scan.broken > shown ||
               (!habits_.is_about_mojibake &&
                ((line.number == 1 && StrayMark::is_left(line.symbols)) ||
                 is_nonsense(line.symbols, line.scan.costs) ||
                 holds_misread_hanzi(line.symbols, LanguageModel::embedded()) ||
                 !find_misread_words(line.symbols, LanguageModel::embedded()).empty() ||
                 !find_disguised_words(line.symbols, LanguageModel::embedded()).empty()));
      }));
}

}  // namespace fuyuan
