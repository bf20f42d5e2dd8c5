// What was done to a document after it was misread, and is undone before that can be.

#include <algorithm>
#include <iterator>
#include <limits>

#include "channel/saved_as_gbk.hpp"
#include "channel/split_characters.hpp"
#include "channel/split_lines.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/document.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/hypotheses/utf8_layer_finder.hpp"
#include "restore/repair/backslash_finder.hpp"
#include "restore/repair/blank_finder.hpp"
#include "restore/repair/misread_boxes.hpp"
#include "restore/repair/misread_pictographs.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/shown_text.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kNextLine = "\u0085";

std::string latin1_bytes(std::u32string_view symbols) {
  std::string bytes;
  for (const char32_t cp : symbols) bytes.push_back(static_cast<char>(cp));
  return bytes;
}

bool is_utf8_as_latin1(std::u32string_view symbols) {
  return std::all_of(symbols.begin(), symbols.end(), [](char32_t cp) { return cp <= 0xFF; }) &&
         is_valid_utf8(latin1_bytes(symbols));
}

bool has_line_end_within_character(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (SplitLines::place_of(text, at) == SplitLines::Place::within_character) return true;
  }
  return false;
}

/// The characters of UTF-8 that are whole.
std::u32string whole_characters(std::string_view bytes) {
  std::u32string out;
  while (!bytes.empty()) {
    const Utf8Char read = read_utf8(bytes);
    if (read.length > 0) out.push_back(read.code_point);
    bytes.remove_prefix(std::max<std::size_t>(read.length, 1));
  }
  return out;
}

/// Whether the pieces of a line, misread as Latin-1, make more sense as one, with the byte 85
/// between them, than as lines that were cut within their last characters.
bool makes_sense_as_one(const std::vector<std::string>& pieces) {
  constexpr double kCutCharacter = 8;  ///< nats: a rare one
  const LanguageModel& model = LanguageModel::embedded();
  std::string joined;
  double apart = 0;
  for (const std::string& piece : pieces) {
    if (!joined.empty()) joined.push_back('\x85');
    joined += piece;
    apart += model.score_text(whole_characters(piece)) - kCutCharacter;
  }
  return model.score_text(whole_characters(joined)) > apart + kCutCharacter;
}

/// Nats that the line gains around `at` if the character there, and the mark behind it, were
/// another one with the same first bytes: the likeliest, or the first where the Euro sign's bytes
/// stand for 80. What the mark itself costs does not count. 0 where no mark is seen and that
/// makes no text: what was misread as a whole has such pairs as well, 被豢�.
double gain_of_other(std::u32string_view line, std::size_t at, const SavedAsGbk::Remnant& sign,
                     const LanguageModel& model) {
  constexpr std::size_t kAround = 6;       // characters
  constexpr double kCostOfText = 8;        // nats a character, at the most
  constexpr char32_t kBitsOfThird = 0x3F;  // of UTF-8, none of which is set in 80
  const std::size_t begin = at - std::min(at, kAround);
  std::u32string text(line.substr(begin, at + 1 - begin));
  text += line.substr(std::min(line.size(), at + sign.length), kAround);
  const double as_it_is = model.score_text(text);
  const char32_t first = line[at] & ~kBitsOfThird;
  const char32_t last = sign.lost == SavedAsGbk::Lost::none ? first : first | kBitsOfThird;
  double best = -std::numeric_limits<double>::infinity();
  for (char32_t cp = first; cp <= last; ++cp) {
    text[at - begin] = cp;
    best = std::max(best, model.score_text(text));
  }
  const bool makes_text = -best <= kCostOfText * static_cast<double>(text.size());
  return makes_text || sign.is_marked ? best - as_it_is : 0;
}

}  // namespace

void Document::join_characters() {
  if (is_well_formed_) return;
  Step step;
  std::size_t number = 1;
  std::size_t counted = 0;
  for (const SplitCharacters::Split& split : SplitCharacters::find(text_)) {
    const auto begin = text_.begin();
    number += static_cast<std::size_t>(std::count(begin + static_cast<std::ptrdiff_t>(counted),
                                                  begin + static_cast<std::ptrdiff_t>(split.begin),
                                                  '\n'));
    counted = split.begin;
    const std::string inserted = text_.substr(split.inserted, split.rest - split.inserted);
    step.spans.push_back({split.begin,
                          split.end,
                          number,
                          std::string(SplitCharacters::kName),
                          text_.substr(split.begin, split.end - split.begin),
                          text_.substr(split.begin, split.inserted - split.begin) +
                              text_.substr(split.rest, split.end - split.rest) + inserted,
                          1,
                          {}});
  }
  take(std::move(step));
}

void Document::fill_blanked_bytes() {
  if (is_well_formed_) return;
  constexpr double kLeastProbability = 0.5;  // of the character, against others and a true space
  constexpr double kNever = 2;               // no probability is so high
  const double least = options_.strict ? kNever : std::max(options_.infer, kLeastProbability);
  take({{}, find_blanked_bytes(text_, LanguageModel::embedded(), least)});
}

void Document::rejoin_lines() {
  // A program to which it ends a line leaves none.
  if (text_.find(kNextLine) != std::string::npos) return;
  const bool is_certain = has_line_end_within_character(text_);
  Step step;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < text_.size();) {
    // All pieces of one line.
    std::vector<std::size_t> cuts;
    std::size_t end = text_.find('\n', begin);
    for (; end != std::string::npos &&
           SplitLines::place_of(text_, end) != SplitLines::Place::line_end;
         end = text_.find('\n', end + 1)) {
      cuts.push_back(end);
    }
    end = std::min(end, text_.size());
    if (!cuts.empty()) append_rejoined({begin, end, number}, cuts, is_certain, step.spans);
    number += cuts.size() + 1;
    begin = end + 1;
  }
  take(std::move(step));
}

void Document::append_rejoined(const Line& line, std::span<const std::size_t> cuts, bool is_certain,
                               std::vector<Span>& out) const {
  std::vector<Span> spans;
  std::vector<std::string> pieces;
  std::string joined;
  std::size_t copied = line.begin;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t end = cuts[i] + 1;
    const std::size_t begin =
        cuts[i] > copied && text_[cuts[i] - 1] == '\r' ? cuts[i] - 1 : cuts[i];
    joined.append(text_, copied, begin - copied).append(kNextLine);
    pieces.push_back(text_.substr(copied, begin - copied));
    copied = end;
    spans.push_back({begin,
                     end,
                     line.number + i,
                     std::string(SplitLines::kName),
                     text_.substr(begin, end - begin),
                     std::string(kNextLine),
                     1,
                     {}});
  }
  joined.append(text_, copied, line.end - copied);
  pieces.push_back(text_.substr(copied, line.end - copied));
  const std::u32string symbols = to_utf32(joined);
  if (!is_utf8_as_latin1(symbols)) return;
  for (std::string& piece : pieces) piece = latin1_bytes(to_utf32(piece));
  if (!is_certain && !makes_sense_as_one(pieces)) return;
  const LineScan scan = scan_line(symbols, LanguageModel::embedded());
  const std::vector<LineSpan> found = LineRestorer(options_, habits_).restore(symbols, scan, {});
  if (covers_most(found, symbols.size()))
    std::move(spans.begin(), spans.end(), std::back_inserter(out));
}

void Document::keep_shown(std::vector<std::vector<LineSpan>>& found) const {
  if (!is_well_formed_) return;
  std::vector<ShownText::Line> lines;
  for (const Line& line : lines_) lines.push_back({line.number, line.symbols});
  ShownText(text_).keep(lines, found);
}

void Document::undo_utf8_layer() {
  if (habits_.is_about_mojibake) return;
  Utf8LayerFinder finder(LanguageModel::embedded());
  for (const Line& line : lines_) {
    if (line.scan.is_suspicious()) finder.add(line.symbols);
  }
  const Misread* channel = finder.find();
  if (channel == nullptr) return;
  Step step;
  for (const Line& line : lines_) {
    std::optional<std::u32string> text = Utf8LayerFinder::undo(*channel, line.symbols);
    if (!text || *text == line.symbols) continue;
    if (stays_hanzi(line.symbols, LanguageModel::embedded())) continue;
    append_spans(line,
                 {{0, line.symbols.size(), std::string(channel->name()), std::move(*text), 1, {}}},
                 step.spans);
  }
  take(std::move(step));
}

// Columns that were misread in several ways first: line by line none of them would make sense. What
// is below the first misread of such a table is one for all of its columns, or nothing.
void Document::mend_tables() {
  if (habits_.is_about_mojibake || !is_well_formed_) return;
  auto search = ColumnFinder::Search::of_several;
  for (int layer = 0; layer < ColumnFinder::kMostLayers; ++layer) {
    ColumnFinder finder(LanguageModel::embedded(), search);
    for (std::size_t i = 0; i < lines_.size(); ++i) finder.add(i, lines_[i].symbols);
    Step step;
    for (const auto& [line, spans] : finder.find()) append_spans(lines_[line], spans, step.spans);
    if (!take(std::move(step))) return;
    search = ColumnFinder::Search::of_the_same;
  }
}

void Document::mend_columns() {
  if (habits_.is_about_mojibake || !is_well_formed_ || !language().starts_with("zh")) return;
  bool is_any = true;
  for (int layer = 0; layer < ColumnFinder::kMostLayers && is_any; ++layer) {
    ColumnFinder finder(LanguageModel::embedded());
    for (std::size_t i = 0; i < lines_.size(); ++i) finder.add(i, lines_[i].symbols);
    Step step;
    for (const auto& [line, spans] : finder.find()) append_spans(lines_[line], spans, step.spans);
    is_any = take(std::move(step));
  }
}

bool Document::was_saved_as_gbk() const {
  constexpr std::size_t kLeastRemnants = 3;  // in step: one or two may be by chance
  constexpr std::size_t kTimesOthers = 9;    // anything else has as many in step as not
  constexpr double kEnoughGain = 12;         // nats; a last byte A2 is chance in one place of 64
  std::size_t in_step = 0;
  std::size_t others = 0;
  double gain = 0;
  for (const Line& line : lines_) {
    if (line.scan.replacements == 0) continue;
    for (std::size_t at = 0; at < line.symbols.size(); ++at) {
      if (const auto sign = SavedAsGbk::match_sign(line.symbols, at)) {
        const LineSpan place{at, at + sign->length, std::string(SavedAsGbk::kName), {}, 0, {}};
        at += sign->length - 1;
        if (is_quoted(line.symbols, place)) continue;
        const bool is_seen = sign->seen != 0;
        if (sign->is_marked && !is_seen) return true;  // no other bytes make that of any text
        // 的 and 组 end in such a byte by themselves: `本月的1–7号`.
        if (is_seen)
          gain += gain_of_other(line.symbols, place.begin, *sign, LanguageModel::embedded());
        continue;
      }
      const auto remnant = SavedAsGbk::match(line.symbols, at);
      if (!remnant) continue;
      const bool is_behind_euro = remnant->lost == SavedAsGbk::Lost::behind_euro;
      const std::u32string_view behind = std::u32string_view(line.symbols).substr(at + 2);
      // What has a byte 80 are marks that end a sentence.
      if (is_behind_euro && (behind.empty() || behind[0] < 0x80)) continue;
      const bool is_unexplained = remnant->lost == SavedAsGbk::Lost::unexplained;
      (is_behind_euro || is_unexplained ? others : in_step) += 1;
    }
  }
  return gain > kEnoughGain || (in_step >= kLeastRemnants && in_step >= others * kTimesOthers);
}

void Document::undo_saving_as_gbk() {
  constexpr double kLeastProbability = 0.35;
  constexpr double kSureOfAscii = 0.8;  // that was swallowed, where the character stays lost
  if (habits_.is_about_mojibake || !was_saved_as_gbk()) return;
  const Channel& channel = *Registry::instance().find(SavedAsGbk::kName);
  Options options = options_;
  options.infer = std::max(options.infer, kLeastProbability);
  const LineRestorer restorer(options, habits_);
  const auto is_sure = [](const InferredCharacter& one) { return one.probability >= kSureOfAscii; };
  Step step;
  for (const Line& line : lines_) {
    if (line.scan.raw_bytes > 0 || line.scan.replacements == 0) continue;
    std::vector<LineSpan> spans = restorer.guess_by(channel, line.symbols);
    for (LineSpan& span : spans) restorer.apply_options(span);
    // That there was one character is what its remnant says, and U+FFFD would not.
    std::erase_if(spans, [&](const LineSpan& span) {
      return span.after.find(kReplacement) != std::u32string::npos &&
             std::none_of(span.inferred.begin(), span.inferred.end(), is_sure);
    });
    append_spans(line, spans, step.spans);
  }
  take(std::move(step));
}

void Document::mend_pictographs() {
  if (habits_.is_about_mojibake) return;
  std::vector<std::vector<LineSpan>> found;
  std::size_t all = 0;
  for (const Line& line : lines_) {
    found.push_back(find_misread_pictographs(line.symbols));
    all += found.back().size();
  }
  const bool may_infer = all >= kPictographsToTell && !options_.strict;
  Step step;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    std::erase_if(found[i], [&](const LineSpan& span) {
      return !span.inferred.empty() && (!may_infer || span.confidence < options_.infer);
    });
    append_spans(lines_[i], found[i], step.spans);
  }
  take(std::move(step));
}

void Document::mend_boxes(bool in_part) {
  if (habits_.is_about_mojibake) return;
  Step step;
  for (const Line& line : lines_) {
    auto found = find_misread_boxes(line.symbols);
    if (!found || (options_.strict && !found->inferred.empty())) continue;
    if (in_part && line.symbols.find_first_not_of(U" \r", found->end) == std::u32string::npos)
      continue;
    append_spans(line, {std::move(*found)}, step.spans);
  }
  take(std::move(step));
}

void Document::remove_backslashes() {
  if (text_.find('\\') == std::string::npos) return;
  take({{}, find_doubled_backslashes(text_, LanguageModel::embedded())});
}

}  // namespace fuyuan
