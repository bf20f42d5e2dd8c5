#include "restore/line/channel_chooser.hpp"

#include <algorithm>

#include "channel/converted_page.hpp"
#include "channel/frame_shift.hpp"
#include "restore/hypotheses/rival_tables.hpp"
#include "restore/line/shift_screen.hpp"
#include "restore/line/slip_finder.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/misread_words.hpp"
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
constexpr double kManyFailures = 0.25;     ///< of the symbols: there is something else to explain
constexpr double kNoExplanationCost = 11;  ///< nats a character: nonsense for other nonsense

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

}  // namespace

ChannelChooser::ChannelChooser(const DocumentHabits& habits, const ChannelRanker& ranker)
    : habits_(habits),
      ranker_(ranker),
      model_(LanguageModel::embedded()),
      registry_(Registry::instance()) {}

bool ChannelChooser::is_explained(const std::vector<Ranked>& ranked) {
  return !ranked.empty() && ranked[0].gain >= kCertainLineGain &&
         !ranked[0].channel->keeps_most() && ranked[0].failure_share <= kManyFailures &&
         ranked[0].cost_per_character < kNoExplanationCost;
}

ChannelChoice ChannelChooser::choose(std::u32string_view line, const LineScan& scan,
                                     LineState state, const std::vector<Ranked>& ranked) const {
  ChannelChoice choice;
  const auto& misreads = scan.raw_bytes > 0 ? registry_.raw() : registry_.misreads();
  if (const Misread* slipped = find_slipped(line, scan, misreads, habits_.favourites, model_)) {
    choice.add(slipped, ChannelChoice::kFavouriteCost);
    choice.has_slipped = true;
  }
  offer_misreads(ranked, choice);
  offer_guess(line, choice);
  if (scan.raw_bytes > 0) {
    offer_mixture(line, ranked, choice);
    return choice;
  }
  for (const Misread* favourite : habits_.favourites)
    choice.add(favourite, ChannelChoice::kFavouriteCost);
  choice.is_out_of_step = offer_out_of_step(line, ranked, choice);
  if (!is_explained(ranked)) {
    offer_by_stretch(line, scan, choice);
    offer_page(line, scan, choice);
    offer_frame_shift(line, scan, state, choice);
  }
  return choice;
}

ChannelChoice ChannelChooser::choose_shifts(std::u32string_view line, const LineScan& scan,
                                            LineState state) const {
  ChannelChoice choice;
  offer_frame_shift(line, scan, state, choice);
  return choice;
}

void ChannelChooser::offer_misreads(const std::vector<Ranked>& ranked,
                                    ChannelChoice& choice) const {
  for (std::size_t i = 0; i < ranked.size() && i < kChannelsInLattice; ++i) {
    if (i > 0 && ranked[0].explains_alone() && !is_other_table(ranked[i], ranked[0])) break;
    const bool favourite = std::find(habits_.favourites.begin(), habits_.favourites.end(),
                                     ranked[i].channel) != habits_.favourites.end();
    choice.add(ranked[i].channel, favourite || ranked[i].gain > kCertainLineGain
                                      ? ChannelChoice::kFavouriteCost
                                      : ChannelChoice::kEnterCost);
  }
}

void ChannelChooser::offer_guess(std::u32string_view line, ChannelChoice& choice) const {
  if (has_guessed_letters(line))
    choice.add(registry_.find("gbk-guessed"), ChannelChoice::kEnterCost);
}

void ChannelChooser::offer_mixture(std::u32string_view line, const std::vector<Ranked>& ranked,
                                   ChannelChoice& choice) const {
  if (ranked.empty() || ranked[0].failures == 0) return;
  choice.add(registry_.find(kRawUtf8), ChannelChoice::kEnterCost);
  const std::u32string rest = without_utf8(line);
  const std::vector<Ranked> of_rest = ranker_.rank_alone(rest, scan_line(rest, model_));
  // A comma tells nothing by itself; most often it is GBK.
  choice.add(of_rest.empty() ? registry_.find("gb18030") : of_rest[0].channel,
             ChannelChoice::kEnterCost);
}

void ChannelChooser::offer_by_stretch(std::u32string_view line, const LineScan& scan,
                                      ChannelChoice& choice) const {
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
      choice.add(ranked[i].channel, ChannelChoice::kEnterCost);
  }
}

bool ChannelChooser::offer_out_of_step(std::u32string_view line, const std::vector<Ranked>& ranked,
                                       ChannelChoice& choice) const {
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
    choice.add(of_rest[0].channel, ChannelChoice::kFavouriteCost);
    is_offered = true;
  }
  return is_offered;
}

void ChannelChooser::offer_page(std::u32string_view line, const LineScan& scan,
                                ChannelChoice& choice) const {
  if (scan.is_traditional() && has_torn_sentence_mark(line))
    choice.add(registry_.find(ConvertedPage::kName), ChannelChoice::kFavouriteCost);
}

void ChannelChooser::offer_frame_shift(std::u32string_view line, const LineScan& scan,
                                       LineState state, ChannelChoice& choice) const {
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
