#include "restore/steps/document_text.hpp"

#include <algorithm>
#include <utility>

#include "channel/stray_mark.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/disguised_words.hpp"
#include "restore/triage/health_check.hpp"
#include "restore/triage/misread_words.hpp"
#include "restore/triage/nonsense.hpp"
#include "restore/verdict/shown_text.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

/// How many bytes a symbol takes in the line.
std::size_t byte_length(Symbol symbol) {
  if (is_raw(symbol) || symbol < 0x80) return 1;
  return symbol < 0x800 ? 2 : symbol < 0x10000 ? 3 : 4;
}

}  // namespace

std::u32string read_raw(std::string_view line) {
  std::u32string out;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(byte < 0x80 ? byte : raw_symbol(byte));
  }
  return out;
}

DocumentText::DocumentText(std::string text, const Options& options)
    : options_(options),
      text_(std::move(text)),
      is_well_formed_(is_valid_utf8(text_)),
      was_utf8_(!is_well_formed_ && count_utf8(text_).is_for_the_most_part()) {
  read_lines();
}

void DocumentText::read_lines() {
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

std::u32string DocumentText::read_symbols(std::string_view line) const {
  if (is_valid_utf8(line)) return to_utf32(line);
  // What other charsets became is UTF-8 by now, and says nothing of what is left of them.
  if (!was_utf8_ && !steps_.empty()) return read_raw(line);
  return BrokenUtf8(LanguageModel::embedded()).read(line, habits_.is_utf8);
}

void DocumentText::apply(Step step) {
  text_ = replace_spans(text_, step.spans);
  is_well_formed_ = is_valid_utf8(text_);
  steps_.push_back(std::move(step));
}

std::size_t DocumentText::count_broken() const {
  std::size_t broken = 0;
  for (const Line& line : lines_) broken += line.scan.is_suspicious() ? line.scan.non_ascii : 0;
  return broken;
}

std::string DocumentText::language() const { return judge_language(counts_); }

std::size_t DocumentText::suspicious_lines() const {
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

void DocumentText::append_spans(const Line& line, const std::vector<LineSpan>& found,
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

Step DocumentText::to_step(const std::vector<std::vector<LineSpan>>& found) const {
  Step step;
  for (std::size_t i = 0; i < found.size(); ++i) append_spans(lines_[i], found[i], step.spans);
  return step;
}

LineState DocumentText::state_of(const DocumentLine& line) const {
  const bool lacks_return = line.end < text_.size() && text_[line.end] == '\n';
  return {line.number == 1, line.has_changed, line.lacks_bytes,
          habits_.swallows_returns && lacks_return};
}

void DocumentText::keep_shown(std::vector<std::vector<LineSpan>>& found) const {
  if (!is_well_formed_) return;
  std::vector<ShownText::Line> lines;
  for (const Line& line : lines_) lines.push_back({line.number, line.symbols});
  ShownText(text_).keep(lines, found);
}

}  // namespace fuyuan
