#include "restore/line/line_search.hpp"

#include <algorithm>
#include <utility>

#include "channel/converted_page.hpp"
#include "channel/identity.hpp"
#include "channel/lone_trail.hpp"
#include "channel/lost_character.hpp"
#include "channel/note.hpp"
#include "lattice/bracket_balance.hpp"
#include "lattice/lattice.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/line/corroboration.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kSureOfLost = 0.9;  ///< of a character of which no byte is left
constexpr double kSureOfOne = 0.6;   ///< the same, where a question mark tells that it was one
/// What 锟斤拷 is undone to: of that nothing is known at all, and nothing is to be invented.
constexpr std::size_t kMarksOfDebris = 2;
/// How widely to search; narrower than that what comes back gets worse on the paragraphs that it
/// was tried on, and wider no better.
struct Width {
  float window;         ///< nats
  std::size_t beam;     ///< hypotheses
  std::size_t choices;  ///< candidates of a hole
};
constexpr Width kOfPages = {12, 40, 20};
constexpr Width kOfLostPlaces = {14, 100, 40};
constexpr Width kOfRuins = {12, 40, 20};  ///< where nearly all is open, nothing is found out late
constexpr Width kOfSlips = {17, 100, 32};
/// Half a character is dearer than a guess at a lost one until its other half has been seen.
constexpr std::size_t kBeamOfHalves = 400;
/// Most shifts end with a guess, and what follows it is another channel's.
constexpr std::size_t kSourcesOfSlips = 32;
/// Longer lines are searched piece by piece.
constexpr std::size_t kPieceSymbols = 2000;
constexpr std::size_t kSentencePieceSymbols = 8000;

constexpr float kSwitchWithinFile = 20;   ///< nats
constexpr float kSwitchInBrokenLine = 5;  ///< the same: few characters stayed whole there
constexpr float kSwitchWithinRun = 5;     ///< more, where a whole field or sentence was misread
/// The same where bytes were lost of pairs that were misread one by one: what is left of such a
/// pair is no letter that was there.
constexpr float kSwitchAtSlip = 12;
/// What a channel pays to take over at the beginning of a field comes back with its second
/// character.
constexpr float kWindowOfFields = 22;
constexpr std::size_t kMostMarksOfAll = 4;  ///< one symbol in so many
/// Where one guess leans on the next, they are right or wrong together.
constexpr float kScaleOfRuins = 0.5F;

/// Where no line of the document ends in a comma; the model has seen lines with nothing but the
/// number of a list, `1、`.
constexpr float kCommaAtEnd = 5;

void widen(LatticeOptions& options, const Width& width) {
  options.window = width.window;
  options.beam = width.beam;
  options.choices = width.choices;
}

/// How much of a long line to search at once: all of it, or up to the last ASCII character in
/// reach, where most misreads come to rest.
std::size_t piece_size(std::u32string_view rest) {
  if (rest.size() <= kPieceSymbols) return rest.size();
  for (std::size_t size = kPieceSymbols; size > kPieceSymbols / 2; --size) {
    if (rest[size - 1] < 0x80 && rest[size - 1] != U'?') return size;
  }
  return kPieceSymbols;
}

/// The same where nothing may be torn apart that stands within a sentence.
std::size_t sentence_piece_size(std::u32string_view rest) {
  if (rest.size() <= kSentencePieceSymbols) return rest.size();
  const std::size_t mark =
      rest.substr(0, kSentencePieceSymbols).find_last_of(U"。！？；，、：”」』\t");
  return mark == std::u32string_view::npos ? kSentencePieceSymbols : mark + 1;
}

bool slips(const Channel* channel) {
  const Misread* misread = ChannelKind(*channel).misread();
  return misread != nullptr && misread->may_slip();
}

/// The charset that text was wrongly decoded with, as far as one of the channels is a misread.
const Charset* find_wrong(std::span<const Channel* const> channels) {
  for (const Channel* channel : channels) {
    const Misread* misread = ChannelKind(*channel).misread();
    if (misread == nullptr || misread->wrong() == nullptr || misread->reads_units()) continue;
    if (misread->wrong()->framing() != Framing::utf8) return misread->wrong();
  }
  return nullptr;
}

/// Whether the numeral counts the items of a list, as a digit would that is lost as well.
bool counts_items(char32_t numeral, std::u32string_view behind) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  constexpr std::u32string_view kBehindNumbers = U"、．.）)";
  return kNumerals.find(numeral) != std::u32string_view::npos && !behind.empty() &&
         kBehindNumbers.find(behind[0]) != std::u32string_view::npos;
}

/// Whether most characters lost a byte.
bool is_full_of_marks(std::u32string_view line) {
  const auto marks = std::count_if(line.begin(), line.end(), is_mark);
  return static_cast<std::size_t>(marks) * kMostMarksOfAll > line.size();
}

/// Whether it reads what it was given from end to end, as a whole field or sentence: no accident
/// that befalls single characters, and no decoder that gets most of them right.
bool misreads_runs(const Channel* channel) {
  const Misread* misread = Registry::instance().find_misread(channel->name());
  return channel->name() == Identity::kName ||
         (misread != nullptr && !misread->is_raw() && !misread->keeps_most());
}

bool is_of_utf16(const Channel* channel) { return ChannelKind(*channel).reads_units(); }

/// Whether lost bytes leave it open where the next character begins: a mark may have swallowed one
/// or two, and UTF-8 is left with bytes of any place. Pairs that are no ASCII, read as other such
/// pairs, stay in step.
bool loses_its_place(const Channel& channel, std::u32string_view line) {
  const Misread* misread = ChannelKind(channel).misread();
  if (misread == nullptr || misread->wrong() == nullptr) return false;
  const Framing framing = misread->wrong()->framing();
  if (misread->original().framing() == Framing::utf8) {
    return framing == Framing::double_byte || framing == Framing::shift_jis ||
           framing == Framing::euc_jp;
  }
  return (framing == Framing::double_byte || framing == Framing::shift_jis) &&
         line.find_first_of(U"?\uFFFD") != std::u32string_view::npos;
}

}  // namespace

LineSearch::LineSearch(const Options& options, const DocumentHabits& habits, DecoderFinder decoders)
    : options_(options),
      habits_(habits),
      filter_(options, habits),
      model_(LanguageModel::embedded()),
      registry_(Registry::instance()),
      decoders_(std::move(decoders)) {}

std::vector<LineSpan> LineSearch::restore_by(const Channel& channel, std::u32string_view line,
                                             float margin) const {
  // What the page says of itself is no evidence here: the noise is part of it.
  return restore_by(channel, line, margin, {});
}

std::vector<LineSpan> LineSearch::guess_by(const Channel& channel, std::u32string_view line) const {
  LatticeOptions options;
  widen(options, kOfLostPlaces);
  options.page = habits_.page;
  options.masked = &MaskedModel::embedded();
  options.posterior_scale = kScaleOfRuins;
  return restore_by(channel, line, 0, options);
}

std::vector<LineSpan> LineSearch::restore_by(const Channel& channel, std::u32string_view line,
                                             float margin, const LatticeOptions& options) const {
  const std::vector<const Channel*> channels = {&registry_.identity(), &channel};
  Lattice lattice(model_, channels, options, {0, margin});
  std::vector<LineSpan> spans;
  const std::u32string missing = find_missing(line, habits_.ascii.rows());
  Observed observed{
      .symbols = line,
      .marks = habits_.marks,
      .missing = missing,
      .ascii = &habits_.ascii,
      .swallowed_end = habits_.swallows_line_ends ? SwallowedEnd::line_feed : SwallowedEnd::none};
  for (std::size_t begin = 0; begin < line.size();) {
    const std::u32string_view piece = line.substr(begin, sentence_piece_size(line.substr(begin)));
    observed.symbols = piece;
    for (LineSpan& span : to_spans(piece, lattice.explain(observed), channels)) {
      move_by(span, static_cast<std::ptrdiff_t>(begin));
      filter_.apply(span);
      spans.push_back(std::move(span));
    }
    begin += piece.size();
  }
  return spans;
}

LatticeOptions LineSearch::choose_options(const Observed& observed, const ChannelChoice& choice,
                                          bool to_simplified) const {
  const std::vector<const Channel*>& channels = choice.channels();
  LatticeOptions options;
  options.to_simplified = to_simplified;
  options.page = habits_.page;
  options.masked = &MaskedModel::embedded();
  options.infers_simplified = habits_.is_simplified && !to_simplified;
  options.infers_traditional = choice.is_traditional;
  if (to_simplified) {
    options.unconverted = habits_.unconverted;
    options.comma_at_end = habits_.ascii.ends_lines_in_commas() ? 0 : kCommaAtEnd;
    widen(options, kOfPages);
  }
  const bool may_lose_place = std::any_of(
      channels.begin(), channels.end(),
      [&](const Channel* channel) { return loses_its_place(*channel, observed.symbols); });
  if (may_lose_place) {
    const bool is_ruin = is_full_of_marks(observed.symbols);
    widen(options, is_ruin ? kOfRuins : kOfLostPlaces);
    if (is_ruin) options.posterior_scale = kScaleOfRuins;
  }
  if (std::any_of(channels.begin(), channels.end(), is_of_utf16))
    options.switch_cost = kSwitchWithinFile;
  else if (choice.is_broken_throughout)
    options.switch_cost = kSwitchInBrokenLine;
  if (!choice.is_broken_throughout) {
    options.switch_within_run = kSwitchWithinRun;
    for (const Channel* channel : channels)
      options.of_runs.push_back(misreads_runs(channel) ? 1 : 0);
    if (!may_lose_place) options.window = std::max(options.window, kWindowOfFields);
  }
  if (observed.pairs_vanish && std::any_of(channels.begin(), channels.end(), slips)) {
    options.switch_within_run = kSwitchAtSlip;
    options.runs_of_bytes = true;
    options.of_runs.clear();
    for (const Channel* channel : channels)
      options.of_runs.push_back(channel == channels[0] || slips(channel) ? 1 : 0);
  }
  const bool may_slip = choice.may_slip();
  if (may_slip || observed.pairs_vanish) {  // a new frame takes some characters to prove itself
    const std::size_t beam = has_marked_trail(observed.symbols) ? kBeamOfHalves : kOfSlips.beam;
    widen(options, {kOfSlips.window, std::max(options.beam, beam),
                    std::max(options.choices, kOfSlips.choices)});
    options.switch_sources = kSourcesOfSlips;
  }
  if (may_slip) options.page = habits_.plausible_page;
  // A guess of which nothing is left is known by what follows it, in another channel.
  if (std::any_of(channels.begin(), channels.end(),
                  [](const Channel* channel) { return channel->name() == LostCharacter::kName; })) {
    options.switch_sources = kSourcesOfSlips;
  }
  return options;
}

std::vector<LineSpan> LineSearch::search(const Observed& observed, const ChannelChoice& choice,
                                         bool to_simplified, const BracketBalance* balance) const {
  const std::vector<const Channel*>& channels = choice.channels();
  const LatticeOptions options = choose_options(observed, choice, to_simplified);
  const bool may_slip = choice.may_slip();
  const Charset* wrong = find_wrong(channels);
  Lattice lattice(model_, channels, options, choice.costs());
  std::vector<LineSpan> spans;
  for (std::size_t begin = 0; begin < observed.symbols.size();) {
    const std::size_t size = piece_size(observed.symbols.substr(begin));
    Observed piece = observed;
    piece.symbols = observed.symbols.substr(begin, size);
    piece.starts_document = observed.starts_document && begin == 0;
    if (!observed.doubtful.empty()) piece.doubtful = observed.doubtful.subspan(begin, size);
    if (!observed.meant_notes.empty())
      piece.meant_notes = observed.meant_notes.subspan(begin, size);
    Explanation best = wrong != nullptr ? decoders_.explain(lattice, piece, *wrong, balance, begin)
                                        : lattice.explain(piece, balance, begin);
    if (may_slip && piece.symbols.find(U'?') != std::u32string_view::npos) {
      piece.loss = ByteLoss::replaced;
      Explanation other = lattice.explain(piece, balance, begin);
      if (other.log_probability > best.log_probability) best = std::move(other);
    }
    for (LineSpan& span : to_spans(piece.symbols, best, channels)) {
      move_by(span, static_cast<std::ptrdiff_t>(begin));
      spans.push_back(std::move(span));
    }
    begin += size;
  }
  return spans;
}

std::vector<LineSpan> LineSearch::search_page(std::u32string_view line, LineState state,
                                              const BracketBalance* balance) const {
  const std::u32string missing = find_missing(without_notes(line), habits_.ascii.rows());
  const std::vector<char> meant = habits_.notes.find_meant(line);
  const Observed observed{.symbols = line,
                          .starts_document = state.starts_document,
                          .missing = missing,
                          .ascii = &habits_.ascii,
                          .meant_notes = meant};
  constexpr float kOutOfConverter = 2;  // nats, for what never went through it
  ChannelChoice choice(kOutOfConverter);
  choice.add(registry_.find(ConvertedPage::kName), 0);
  return search(observed, choice, true, balance);
}

std::vector<LineSpan> LineSearch::infer_lost(std::u32string_view line) const {
  ChannelChoice choice;
  choice.add(registry_.find(LostCharacter::kName), 0);
  std::vector<LineSpan> spans = search({line}, choice, false, nullptr);
  std::erase_if(spans, [&](LineSpan& span) {
    const std::u32string_view marks = line.substr(span.begin, span.end - span.begin);
    const bool is_certainly_one = marks.find(U'?') != std::u32string_view::npos;
    const bool may_be_debris = marks.size() == kMarksOfDebris && !is_certainly_one;
    const double least = std::max(options_.infer, is_certainly_one ? kSureOfOne : kSureOfLost);
    if (may_be_debris || span.after.size() != 1 || span.inferred.size() != 1) return true;
    if (counts_items(span.after[0], line.substr(span.end))) return true;
    InferredCharacter& one = span.inferred[0];
    one.probability = corroborate(line.substr(0, span.begin), one.character, line.substr(span.end),
                                  model_, MaskedModel::embedded(), least);
    return one.probability < least;
  });
  for (LineSpan& span : spans) filter_.apply(span);
  return spans;
}

}  // namespace fuyuan
