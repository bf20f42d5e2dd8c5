// What was done to the bytes of a document, or to what Latin-1 shows of them.

#include <algorithm>
#include <iterator>

#include "channel/converted_page.hpp"
#include "channel/split_characters.hpp"
#include "channel/split_lines.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/repair/blank_finder.hpp"
#include "restore/repair/raw_notes.hpp"
#include "restore/steps/steps.hpp"
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

/// `cuts`: the line feeds of the line, if all of them are such. None: it stays as it is.
/// `is_certain`: the document was cut like that.
void append_rejoined(const DocumentText& document, const DocumentLine& line,
                     std::span<const std::size_t> cuts, bool is_certain, std::vector<Span>& out) {
  std::vector<Span> spans;
  std::vector<std::string> pieces;
  std::string joined;
  std::size_t copied = line.begin;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t end = cuts[i] + 1;
    const std::size_t begin =
        cuts[i] > copied && document.text()[cuts[i] - 1] == '\r' ? cuts[i] - 1 : cuts[i];
    joined.append(document.text(), copied, begin - copied).append(kNextLine);
    pieces.push_back(document.text().substr(copied, begin - copied));
    copied = end;
    spans.push_back({begin,
                     end,
                     line.number + i,
                     std::string(SplitLines::kName),
                     document.text().substr(begin, end - begin),
                     std::string(kNextLine),
                     1,
                     {}});
  }
  joined.append(document.text(), copied, line.end - copied);
  pieces.push_back(document.text().substr(copied, line.end - copied));
  const std::u32string symbols = to_utf32(joined);
  if (!is_utf8_as_latin1(symbols)) return;
  for (std::string& piece : pieces) piece = latin1_bytes(to_utf32(piece));
  if (!is_certain && !makes_sense_as_one(pieces)) return;
  const LineScan scan = scan_line(symbols, LanguageModel::embedded());
  const std::vector<LineSpan> found =
      LineRestorer(document.options(), document.habits()).restore(symbols, scan, {});
  if (covers_most(found, symbols.size()))
    std::move(spans.begin(), spans.end(), std::back_inserter(out));
}

}  // namespace

Step remove_raw_notes(const DocumentText& document) {
  if (document.is_well_formed()) return {};
  Step step;
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto line = std::string_view(document.text()).substr(begin, end - begin);
    if (is_valid_utf8(line)) return;
    for (const RawNote& note : find_torn_raw_notes(line)) {
      Span span;
      span.begin = begin + note.begin;
      span.end = begin + note.end;
      span.line = number;
      span.channel = ConvertedPage::kName;
      span.before = line.substr(note.begin, note.end - note.begin);
      step.spans.push_back(std::move(span));
    }
  });
  return step;
}

Step join_characters(const DocumentText& document) {
  if (document.is_well_formed()) return {};
  Step step;
  std::size_t number = 1;
  std::size_t counted = 0;
  for (const SplitCharacters::Split& split : SplitCharacters::find(document.text())) {
    const auto begin = document.text().begin();
    number += static_cast<std::size_t>(std::count(begin + static_cast<std::ptrdiff_t>(counted),
                                                  begin + static_cast<std::ptrdiff_t>(split.begin),
                                                  '\n'));
    counted = split.begin;
    const std::string inserted =
        document.text().substr(split.inserted, split.rest - split.inserted);
    step.spans.push_back({split.begin,
                          split.end,
                          number,
                          std::string(SplitCharacters::kName),
                          document.text().substr(split.begin, split.end - split.begin),
                          document.text().substr(split.begin, split.inserted - split.begin) +
                              document.text().substr(split.rest, split.end - split.rest) + inserted,
                          1,
                          {}});
  }
  return step;
}

Step fill_blanked_bytes(const DocumentText& document) {
  if (document.is_well_formed()) return {};
  constexpr double kLeastProbability = 0.5;  // of the character, against others and a true space
  constexpr double kNever = 2;               // no probability is so high
  const double least =
      document.options().strict ? kNever : std::max(document.options().infer, kLeastProbability);
  return {{}, find_blanked_bytes(document.text(), LanguageModel::embedded(), least)};
}

Step rejoin_lines(const DocumentText& document) {
  // A program to which it ends a line leaves none.
  if (document.text().find(kNextLine) != std::string::npos) return {};
  const bool is_certain = has_line_end_within_character(document.text());
  Step step;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < document.text().size();) {
    // All pieces of one line.
    std::vector<std::size_t> cuts;
    std::size_t end = document.text().find('\n', begin);
    for (; end != std::string::npos &&
           SplitLines::place_of(document.text(), end) != SplitLines::Place::line_end;
         end = document.text().find('\n', end + 1)) {
      cuts.push_back(end);
    }
    end = std::min(end, document.text().size());
    if (!cuts.empty())
      append_rejoined(document, {begin, end, number}, cuts, is_certain, step.spans);
    number += cuts.size() + 1;
    begin = end + 1;
  }
  return step;
}

}  // namespace fuyuan
