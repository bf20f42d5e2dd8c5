// What is offered to the search of a line.

#include <algorithm>

#include "channel/converted_page.hpp"
#include "channel/frame_shift.hpp"
#include "restore/hypotheses/rival_tables.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/line/shift_screen.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/misread_words.hpp"
#include "restore/verdict/meant_text.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kChannelsInLattice = 3;  ///< the best ones; more only cost time
constexpr std::size_t kMostMarks = 8;          ///< one symbol in so many
constexpr double kMarkedShiftGain = -1;        ///< nats of the best stretch cut otherwise: any
constexpr double kHabitualShiftGain = -1;      ///< where others were found
constexpr double kQuestionShiftGain = 8;       ///< where question marks may tell of some
constexpr double kShiftGain = 16;              ///< where no mark tells of a lost byte
/// The same in Big5, where two bytes in five put the frame right again.
constexpr double kBig5ShiftGain = 10;
constexpr std::size_t kShortStretch = 3;       ///< symbols of nonsense worth an explanation
constexpr std::size_t kShortestOfSteps = 9;    ///< and one by more than a single step
constexpr std::size_t kChannelsOfStretch = 2;  ///< the best ones of it
constexpr double kLayeredGain = 30;            ///< nats, of all steps together

/// Nobody writes `?。`: a mark that stands for a byte torn off by what looked like a sentence mark.
bool has_torn_sentence_mark(std::u32string_view line) {
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (is_mark(line[at]) &&
        std::u32string_view(U"。！；").find(line[at + 1]) != std::u32string_view::npos)
      return true;
  }
  return false;
}

/// What of a line of raw bytes is no UTF-8, with the ASCII around it.
std::u32string without_utf8(std::u32string_view line) {
  const std::string bytes = to_bytes(line);
  std::u32string rest;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = read_utf8(std::string_view(bytes).substr(at)).length;
    if (length < 2) rest.push_back(line[at]);
    at += std::max<std::size_t>(length, 1);
  }
  return rest;
}

/// Whether it may be a byte: of the signs and letters that Western charsets have.
bool may_be_byte(Symbol symbol) {
  const CharClass kind = char_class(symbol);
  return kind == CharClass::latin1 || kind == CharClass::latin_extended ||
         kind == CharClass::symbol;
}

/// Whether letters of far scripts stand beside accented ones: bytes were decoded one by one, and a
/// few together, as a decoder that guesses does.
bool has_guessed_letters(std::u32string_view line) {
  constexpr std::size_t kLeast = 2;
  constexpr Symbol kFirst = 0x2B0;
  constexpr Symbol kLast = 0x1CFF;
  const auto is_accented = [&](std::size_t at) {
    return at < line.size() && line[at] >= 0xC0 && line[at] <= 0xFF;
  };
  std::size_t found = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] >= kFirst && line[at] <= kLast && (is_accented(at - 1) || is_accented(at + 1)))
      ++found;
  }
  return found >= kLeast;
}

/// The stretch with all around it up to ASCII, or a label's colon.
LineSpan field_around(std::u32string_view line, Stretch stretch) {
  const auto ends_field = [](Symbol s) { return s < 0x80 && !is_mark(s); };
  LineSpan field{stretch.begin, stretch.end, {}, {}, 1, {}};
  while (field.begin > 0 && !ends_field(line[field.begin - 1]) && line[field.begin - 1] != U'：')
    --field.begin;
  while (field.end < line.size() && !ends_field(line[field.end])) ++field.end;
  return field;
}

}  // namespace

void LineRestorer::offer_misreads(const std::vector<Ranked>& ranked, Choice& choice) const {
  for (std::size_t i = 0; i < ranked.size() && i < kChannelsInLattice; ++i) {
    if (i > 0 && ranked[0].explains_alone() && !is_other_table(ranked[i], ranked[0])) break;
    const bool favourite = std::find(habits_.favourites.begin(), habits_.favourites.end(),
                                     ranked[i].channel) != habits_.favourites.end();
    choice.add(ranked[i].channel,
               favourite || ranked[i].gain > kCertainLineGain ? kFavouriteCost : kEnterCost);
  }
}

void LineRestorer::offer_guess(std::u32string_view line, Choice& choice) const {
  if (has_guessed_letters(line)) choice.add(registry_.find("gbk-guessed"), kEnterCost);
}

void LineRestorer::offer_mixture(std::u32string_view line, const std::vector<Ranked>& ranked,
                                 Choice& choice) const {
  if (ranked.empty() || ranked[0].failures == 0) return;
  choice.add(registry_.find(kRawUtf8), kEnterCost);
  const std::u32string rest = without_utf8(line);
  const std::vector<Ranked> of_rest = ranker_.rank_alone(rest, scan_line(rest, model_));
  // A comma tells nothing by itself; most often it is GBK.
  choice.add(of_rest.empty() ? registry_.find("gb18030") : of_rest[0].channel, kEnterCost);
}

std::vector<LineSpan> LineRestorer::decode_layered_field(std::u32string_view line,
                                                         const LineScan& scan,
                                                         LineState state) const {
  if (scan.raw_bytes > 0 || habits_.is_about_mojibake) return {};
  const LineSpan field = field_around(line, find_nonsense(line, scan.costs));
  const std::size_t size = field.end - field.begin;
  if (size < kShortestOfSteps || size == line.size() || is_quoted(line, field)) return {};
  const std::u32string_view symbols = line.substr(field.begin, size);
  const std::vector<Ranked> ranked = ranker_.rank(symbols, scan_line(symbols, model_));
  if (ranked.empty() || !ranked[0].leads_on || ranked[0].gain < kLayeredGain) return {};
  std::vector<LineSpan> spans = decode_whole(symbols, ranked[0], state);
  for (LineSpan& span : spans) move_by(span, static_cast<std::ptrdiff_t>(field.begin));
  return spans;
}

void LineRestorer::offer_by_stretch(std::u32string_view line, const LineScan& scan,
                                    Choice& choice) const {
  const Stretch found = find_nonsense(line, scan.costs);
  const std::size_t size = found.end - found.begin;
  if (size < kShortStretch || size * 5 > line.size() * 4) return;
  const std::u32string_view stretch = line.substr(found.begin, size);
  const LineScan stretch_scan = scan_line(stretch, model_);
  const std::vector<Ranked> ranked = size < kShortestOfSteps
                                         ? ranker_.rank_alone(stretch, stretch_scan)
                                         : ranker_.rank(stretch, stretch_scan);
  for (std::size_t i = 0; i < ranked.size() && i < kChannelsOfStretch; ++i) {
    if (ranked[i].cost_per_character < kPlainTextCost && !ranked[i].channel->reads_units())
      choice.add(ranked[i].channel, kEnterCost);
  }
}

bool LineRestorer::offer_out_of_step(std::u32string_view line, const std::vector<Ranked>& ranked,
                                     Choice& choice) const {
  if (line.size() < kShortestOfSteps) return false;
  if (!ranked.empty() && ranked[0].cost_per_character < kPlainTextCost) return false;
  bool is_offered = false;
  for (const std::size_t first : {1U, 0U}) {
    if (!may_be_byte(first == 1 ? line.front() : line.back())) continue;
    const std::u32string_view rest = line.substr(first, line.size() - 1);
    const std::vector<Ranked> of_rest = ranker_.rank_alone(rest, scan_line(rest, model_));
    if (of_rest.empty() || !of_rest[0].channel->reads_single_bytes() ||
        of_rest[0].gain < kCertainLineGain || of_rest[0].cost_per_character > kPlainTextCost) {
      continue;
    }
    choice.add(of_rest[0].channel, kFavouriteCost);
    is_offered = true;
  }
  return is_offered;
}

void LineRestorer::offer_page(std::u32string_view line, const LineScan& scan,
                              Choice& choice) const {
  if (scan.is_traditional() && has_torn_sentence_mark(line))
    choice.add(registry_.find(ConvertedPage::kName), kFavouriteCost);
}

void LineRestorer::offer_frame_shift(std::u32string_view line, const LineScan& scan,
                                     LineState state, Choice& choice) const {
  // Accidents are rare: who has marks everywhere suffers from something else.
  if (!state.lacks_bytes && !scan.has_healthy_stretch() &&
      scan.replacements * kMostMarks > scan.non_ascii) {
    return;
  }
  // What the step before left open tells of that step.
  const std::size_t lost = state.has_changed ? 0 : scan.replacements;
  if (!scan.may_be_shifted(lost) && !scan.may_lack_leads() && !habits_.is_shifted) return;
  if (has_misread_word(line, model_)) return;
  const bool is_big5 = scan.is_traditional();
  static const Charset& gbk = *find_charset("gb18030");
  static const Charset& big5 = *find_charset("big5-hkscs");
  const double required = habits_.is_shifted ? kHabitualShiftGain
                          : lost > 0         ? kMarkedShiftGain
                          : scan.marks > 0   ? kQuestionShiftGain
                          : is_big5          ? kBig5ShiftGain
                                             : kShiftGain;
  // The price of a slip is in the channel itself.
  if (scan.may_lack_leads() ||
      best_shift_gain(line, scan.costs, is_big5 ? big5 : gbk, model_) > required)
    choice.add(registry_.find(is_big5 ? FrameShift::kOfBig5 : FrameShift::kOfGbk), 0);
}

}  // namespace fuyuan
