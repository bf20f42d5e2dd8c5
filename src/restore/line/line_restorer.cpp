#include "restore/line/line_restorer.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "channel/converted_page.hpp"
#include "channel/folded_latin1.hpp"
#include "channel/frame_shift.hpp"
#include "channel/lost_character.hpp"
#include "lattice/bracket_balance.hpp"
#include "restore/hypotheses/kept_words.hpp"
#include "restore/hypotheses/rival_tables.hpp"
#include "restore/line/shift_screen.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/silent_loss.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kChannelsInLattice = 3;  ///< the best ones; more only cost time
/// What the first of several channels must gain over identity, which nothing else is asked of.
constexpr double kChainGain = 30;
constexpr double kSpeaksForItself = 80;  ///< the same, whatever comes of the others
constexpr std::size_t kManyBytes = 100;  ///< raw ones, of which some charset must make sense
/// Nats that it costs a channel to take over in a line: one that is known from elsewhere or gains
/// enough by itself, and any other.
constexpr float kFavouriteCost = 2;
constexpr float kEnterCost = 7;
constexpr double kManyFailures = 0.25;  ///< of the symbols: there is something else to explain

/// Somebody may ask once in so many symbols, and what nats tell that it was so.
constexpr std::size_t kSymbolsPerQuestion = 20;
constexpr double kGainOfQuestions = 20;
constexpr std::size_t kMostMarks = 8;      ///< one symbol in so many
constexpr double kMarkedShiftGain = -1;    ///< nats of the best stretch cut otherwise: any
constexpr double kHabitualShiftGain = -1;  ///< where others were found
constexpr double kQuestionShiftGain = 8;   ///< where question marks may tell of some
constexpr double kShiftGain = 16;          ///< where no mark tells of a lost byte
/// The same in Big5, where two bytes in five put the frame right again.
constexpr double kBig5ShiftGain = 10;

/// Probability of what was lost where raw UTF-8 was cut: below it more is wrong than right.
constexpr double kLeastOfRawUtf8 = 0.6;

constexpr double kNoExplanationCost = 11;      ///< nats a character: nonsense for other nonsense
constexpr std::size_t kManySentences = 600;    ///< symbols: as much as a few paragraphs
constexpr std::size_t kShortStretch = 3;       ///< symbols of nonsense worth an explanation
constexpr std::size_t kShortestOfSteps = 9;    ///< and one by more than a single step
constexpr std::size_t kChannelsOfStretch = 2;  ///< the best ones of it

/// Nobody writes `?。`: a mark that stands for a byte torn off by what looked like a sentence mark.
bool has_torn_sentence_mark(std::u32string_view line) {
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if ((line[at] == U'?' || line[at] == kReplacement) &&
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

/// Whether the line is so long that misread UTF-8 would have private characters of GBK in it, one
/// in thirty.
bool lacks_private(std::u32string_view line) {
  constexpr std::size_t kLongLine = 100;
  return line.size() >= kLongLine && std::none_of(line.begin(), line.end(), [](Symbol symbol) {
           return char_class(symbol) == CharClass::pua;
         });
}

/// Whether the line's bytes are rare characters in every charset, or none: no text at all. The
/// search would go to great lengths to find out no more.
bool are_all_nonsense(const std::vector<Ranked>& ranked) {
  constexpr double kNonsenseCost = 13;  ///< nats a character; two lost bytes in three cost less
  constexpr double kMostFailures = 0.3;
  return std::all_of(ranked.begin(), ranked.end(), [](const Ranked& one) {
    return one.cost_per_character > kNonsenseCost || one.failure_share > kMostFailures;
  });
}

/// Whether it may be a byte: of the signs and letters that Western charsets have.
bool may_be_byte(Symbol symbol) {
  const CharClass kind = char_class(symbol);
  return kind == CharClass::latin1 || kind == CharClass::latin_extended ||
         kind == CharClass::symbol;
}

/// Whether nothing of the line is as it was. Raw bytes of several charsets may share a line.
bool breaks_all(const Ranked& best, const LineScan& scan) {
  return best.explains_alone() && !scan.has_healthy_stretch() && scan.raw_bytes == 0;
}

}  // namespace

LineRestorer::LineRestorer(const Options& options, const DocumentHabits& habits,
                           DecoderFinder decoders)
    : options_(options),
      habits_(habits),
      model_(LanguageModel::embedded()),
      ranker_(model_, habits.votes, habits.favourites),
      registry_(Registry::instance()),
      decoders_(std::move(decoders)) {}

LineRestorer::Choice LineRestorer::choose_for_page() const {
  return {{&registry_.identity(), registry_.find(ConvertedPage::kName)}, {2, 0}};
}

void LineRestorer::Choice::add(const Channel* channel, float cost) {
  if (std::find(channels.begin(), channels.end(), channel) != channels.end()) return;
  channels.push_back(channel);
  costs.push_back(cost);
}

bool LineRestorer::Choice::may_slip() const {
  return std::any_of(channels.begin(), channels.end(), [](const Channel* channel) {
    return channel->family() == Family::frame_shift;
  });
}

bool LineRestorer::Choice::is_of_shifts() const { return channels.size() == 2 && may_slip(); }

bool LineRestorer::is_explained(const std::vector<Ranked>& ranked) {
  return !ranked.empty() && ranked[0].gain >= kCertainLineGain &&
         !ranked[0].channel->keeps_most() && ranked[0].failure_share <= kManyFailures &&
         ranked[0].cost_per_character < kNoExplanationCost;
}

void LineRestorer::offer_misreads(const std::vector<Ranked>& ranked, Choice& choice) const {
  for (std::size_t i = 0; i < ranked.size() && i < kChannelsInLattice; ++i) {
    if (i > 0 && ranked[0].explains_alone() && !is_other_table(ranked[i], ranked[0])) break;
    const bool favourite = std::find(habits_.favourites.begin(), habits_.favourites.end(),
                                     ranked[i].channel) != habits_.favourites.end();
    choice.add(ranked[i].channel,
               favourite || ranked[i].gain > kCertainLineGain ? kFavouriteCost : kEnterCost);
  }
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

std::vector<LineSpan> LineRestorer::look_for_shifts(std::u32string_view line, const LineScan& scan,
                                                    LineState state) const {
  Choice choice;
  choice.add(&registry_.identity(), 0);
  offer_frame_shift(line, scan, state, choice);
  if (choice.channels.size() == 1) return {};
  return search_line(line, scan, state, nullptr, choice, nullptr);
}

bool LineRestorer::goes_on(const Ranked& first, LineState state) const {
  // One look ahead is enough, and bounds it.
  if (first.gain > kSpeaksForItself || state.has_changed) return true;
  const LineScan scan = scan_line(first.text, model_);
  return !restore(first.text, scan, {state.starts_document, true}).empty();
}

bool LineRestorer::is_apart_from_page(std::u32string_view line, const LineScan& scan) const {
  if (scan.raw_bytes > 0) return true;
  if (scan.notes + scan.torn_notes > 0 || !scan.is_suspicious()) return false;
  const std::vector<Ranked> ranked = ranker_.rank(line, scan);
  return is_explained(ranked) && ranked[0].gain > kChainGain;
}

std::vector<LineSpan> LineRestorer::restore(std::u32string_view line, const LineScan& scan,
                                            LineState state) const {
  if (habits_.is_converted_page && !is_apart_from_page(line, scan)) {
    return search({line, state.starts_document}, choose_for_page(), true, nullptr);
  }
  const bool is_worth_it = habits_.is_shifted ? scan.is_doubtful() : scan.is_suspicious();
  if (scan.is_beyond_repair()) return {};
  if (!is_worth_it && scan.may_lack_leads()) return look_for_shifts(line, scan, state);
  if (!is_worth_it) return {};
  if (BrokenUtf8::is_in(line, habits_.is_utf8)) return restore_remnants(line, scan, state, nullptr);
  if (state.lacks_bytes) {
    if (auto spans = look_for_shifts(line, scan, state); !spans.empty()) return spans;
  }
  if (auto spans = decode_frame(line, scan); !spans.empty()) return spans;
  if (auto spans = decode_by_favourite(line, scan); !spans.empty()) return spans;
  if (auto spans = try_channel_of_all(line, scan); !spans.empty()) return spans;
  if (auto spans = try_favourites(line, scan); !spans.empty()) return spans;
  std::vector<Ranked> ranked = ranker_.rank(line, scan);
  weigh_rival_tables(ranked, model_, MaskedModel::embedded());
  if (scan.raw_bytes >= kManyBytes && are_all_nonsense(ranked)) return {};
  if (auto spans = decode_with_losses(line, ranked); !spans.empty()) return spans;
  // What comes of a step that leads on to another is no text yet: the model cannot fill its holes.
  const bool keeps = !ranked.empty() && keeps_words(*ranked[0].channel, line, scan, model_);
  if (!ranked.empty() && !keeps && (ranked[0].is_lossless || ranked[0].leads_on) &&
      ranked[0].gain > (ranked[0].leads_on ? kChainGain : kCertainLineGain) &&
      (ranked[0].leads_on ||
       (ranked[0].cost_per_character < kPlainTextCost &&
        !lacks_characters(*ranked[0].channel, ranked[0].text, ranked[0].cost_per_character)))) {
    LineSpan whole{0, line.size(), std::string(ranked[0].channel->name()), ranked[0].text, 1, {}};
    std::vector<LineSpan> spans = {std::move(whole)};
    if (!ranked[0].leads_on) {
      SpanJudge(model_, habits_).weigh(line, spans);
    } else if (is_drawn(line) ||
               is_orderly(line, spans[0], ChannelKind(*ranked[0].channel), model_) ||
               is_mostly_lost(spans[0]) || takes_ascii_for_nothing(line, spans[0]) ||
               !goes_on(ranked[0], state)) {
      return {};
    }
    if (!spans.empty()) return spans;
  }
  Choice choice;
  choice.add(&registry_.identity(), 0);
  offer_misreads(ranked, choice);
  bool is_out_of_step = false;
  if (scan.raw_bytes > 0) {
    offer_mixture(line, ranked, choice);
  } else {
    for (const Misread* favourite : habits_.favourites) choice.add(favourite, kFavouriteCost);
    is_out_of_step = offer_out_of_step(line, ranked, choice);
    if (!is_explained(ranked)) {
      offer_by_stretch(line, scan, choice);
      offer_page(line, scan, choice);
      offer_frame_shift(line, scan, state, choice);
    }
  }
  if (choice.channels.size() == 1) return {};
  if (choice.is_of_shifts() && line.size() > kManySentences)
    return restore_by_sentences(line, state);
  choice.is_broken_throughout =
      !ranked.empty() && !is_out_of_step && !keeps && breaks_all(ranked[0], scan);
  return search_line(line, scan, state, ranked.empty() ? nullptr : &ranked[0], choice, nullptr);
}

std::vector<LineSpan> LineRestorer::search_line(std::u32string_view line, const LineScan& scan,
                                                LineState state, const Ranked* best, Choice choice,
                                                const BracketBalance* balance) const {
  // What explains marks by what was lost there keeps others from changing what stands beside them.
  if (choice.may_slip() && LostCharacter::is_in(line))
    choice.add(registry_.find(LostCharacter::kName), 0);
  const std::vector<char> doubtful = find_doubtful(scan.costs);
  const std::u32string missing = find_missing(line);
  const bool bytes_vanish = best == nullptr || best->failure_share > 0;
  const bool may_be_torn = scan.replacements == 0 && best != nullptr &&
                           is_torn(*best->channel, best->text, best->cost_per_character);
  Observed observed{.symbols = line,
                    .starts_document = state.starts_document,
                    .marks = habits_.marks,
                    .bytes_vanish = bytes_vanish,
                    .doubtful = doubtful,
                    .missing = missing,
                    .ascii = &habits_.ascii,
                    .letter_case = find_letter_case(line),
                    .is_folded = is_folded(line),
                    .controls = find_controls(line),
                    .swallowed_end = state.lacks_return           ? SwallowedEnd::carriage_return
                                     : habits_.swallows_line_ends ? SwallowedEnd::line_feed
                                                                  : SwallowedEnd::none,
                    .has_holes = state.has_changed,
                    .lacks_private = lacks_private(line)};
  const auto look = [&](bool pairs_vanish) {
    observed.pairs_vanish = pairs_vanish;
    std::vector<LineSpan> spans = search(observed, choice, false, balance);
    // Those are guesses until nothing else is to be found in the line: see infer_lost.
    std::erase_if(spans, [](const LineSpan& span) { return span.channel == LostCharacter::kName; });
    SpanJudge(model_, habits_).weigh(line, spans, state.lacks_bytes);
    return spans;
  };
  std::vector<LineSpan> spans = look(may_be_torn && scan.marks == 0);
  if (!may_be_torn || scan.marks == 0 || scan.marks * kSymbolsPerQuestion > line.size())
    return spans;
  // Question marks tell of a decoder that loses no pair without one, unless somebody asked.
  std::vector<LineSpan> torn = look(true);
  const double gain =
      model_.score_text(apply_spans(line, torn)) - model_.score_text(apply_spans(line, spans));
  return gain > kGainOfQuestions ? torn : spans;
}

std::vector<LineSpan> LineRestorer::restore_again(std::u32string_view line, const LineScan& scan,
                                                  LineState state,
                                                  const std::vector<LineSpan>& first) const {
  const BracketBalance balance(model_, to_pieces(line, first));
  if (habits_.page == nullptr && !balance.matters()) return {};
  if (std::any_of(first.begin(), first.end(), is_of_page))
    return search({line, state.starts_document}, choose_for_page(), true, &balance);
  if (BrokenUtf8::is_in(line, habits_.is_utf8))
    return restore_remnants(line, scan, state, &balance);
  Choice choice;
  choice.add(&registry_.identity(), 0);
  std::vector<Ranked> ranked;
  std::set<std::string_view> seen;
  for (const LineSpan& span : first) {
    if (!seen.insert(span.channel).second) continue;
    const Channel* channel = registry_.find(span.channel);
    const auto* misread = dynamic_cast<const Misread*>(channel);
    choice.add(channel, misread != nullptr ? kFavouriteCost : 0);
    if (misread == nullptr) continue;
    if (auto result = ranker_.attempt(*misread, line, scan)) ranked.push_back(std::move(*result));
  }
  const auto best =
      std::max_element(ranked.begin(), ranked.end(),
                       [](const Ranked& a, const Ranked& b) { return a.gain < b.gain; });
  choice.is_broken_throughout = best != ranked.end() && breaks_all(*best, scan);
  return search_line(line, scan, state, best == ranked.end() ? nullptr : &*best, choice, &balance);
}

void LineRestorer::finish(std::vector<LineSpan>& spans) const {
  for (LineSpan& span : spans) apply_options(span);
  std::erase_if(spans, [&](const LineSpan& span) {
    return !is_of_page(span) && !is_of_broken_utf8(span) && is_mostly_lost(span);
  });
}

bool LineRestorer::is_of_broken_utf8(const LineSpan& span) const {
  return habits_.is_utf8 && span.channel == kRawUtf8;
}

void LineRestorer::apply_options(LineSpan& span) const {
  const bool is_broken_utf8 = is_of_broken_utf8(span);
  const double least = is_broken_utf8 ? std::max(options_.infer, kLeastOfRawUtf8) : options_.infer;
  const auto is_unsure = [&](const InferredCharacter& inferred) {
    return options_.strict || inferred.probability < least;
  };
  for (InferredCharacter& inferred : span.inferred) {
    if (is_unsure(inferred)) inferred.character = kReplacement;
  }
  for (std::size_t i = 1; is_broken_utf8 && i < span.inferred.size(); ++i) {
    InferredCharacter& first = span.inferred[i - 1];
    InferredCharacter& second = span.inferred[i];
    // Each is the other's reason.
    if (first.offset + 1 == second.offset && (is_unsure(first) || is_unsure(second)))
      first.character = second.character = kReplacement;
  }
  for (const InferredCharacter& inferred : span.inferred)
    span.after[inferred.offset] = inferred.character;
}

}  // namespace fuyuan
