#include "restore/hypotheses/decoder_finder.hpp"

#include <algorithm>

#include "channel/decoder_marks.hpp"
#include "channel/misread.hpp"
#include "text/ascii_habits.hpp"

namespace fuyuan {
namespace {

/// So much of a line tells which decoder it was, and in any case what is around its first mark.
constexpr std::size_t kSymbolsToTell = 400;
constexpr std::size_t kBehindFirstMark = 100;
/// Nats a mark, where it is none of the decoders: then much more is possible, and the most fluent
/// of it is seldom right.
constexpr double kPriceOfNone = 2.5;
/// Nats: few programs lose anything without a mark.
constexpr double kPriceOfDropping = 4;
constexpr double kPriceOfChange = 4;  ///< of U+FFFD to a question mark
/// So many texts settle it where one decoder is so far ahead, in nats; and more in any case.
constexpr std::size_t kTextsToTell = 3;
constexpr double kClearly = 8;
constexpr std::size_t kTextsAtMost = 12;
constexpr double kMostOfText = 12;  ///< nats that one text may speak against a decoder

/// What decoders write for what they cannot decode.
std::u32string list_marks(const Charset& wrong) {
  return {U'?', kReplacement, mark_of(wrong, Habit::windows)};
}

/// What is asked of a piece: so much of it as tells.
std::u32string_view take_sample(std::u32string_view symbols, const Charset& wrong) {
  const std::size_t first = symbols.find_first_of(list_marks(wrong));
  if (first == std::u32string_view::npos) return symbols.substr(0, kSymbolsToTell);
  return symbols.substr(0, std::max(kSymbolsToTell, first + kBehindFirstMark));
}

std::ptrdiff_t count_marks(std::u32string_view symbols, const Charset& wrong) {
  const std::u32string marks = list_marks(wrong);
  return std::count_if(symbols.begin(), symbols.end(),
                       [&](Symbol symbol) { return marks.find(symbol) != std::u32string::npos; });
}

bool may_have_written(const Charset& wrong, const MarkingDecoder& decoder,
                      std::u32string_view symbols) {
  return DecoderMarks::of(wrong, decoder.habit).may_have_written(symbols, decoder.mark);
}

/// A decoder that may have been it, and what it must gain over others, in nats.
struct PricedDecoder {
  MarkingDecoder decoder;
  double price = 0;
};

/// The common ones, and those whose U+FFFD became question marks, as far as they can have written
/// the symbols.
std::vector<PricedDecoder> list_suspects(const Charset& wrong, const Observed& piece) {
  std::vector<PricedDecoder> suspects;
  const auto add = [&](Habit habit, char32_t mark, double price) {
    if (may_have_written(wrong, {habit, mark}, piece.symbols))
      suspects.push_back({{habit, mark}, price});
  };
  // The page tells that of the marks of GBK: see MarkJudge and LineEndJudge.
  const bool are_swallowing =
      wrong.framing() == Framing::gb18030 &&
      (piece.swallowed_end != SwallowedEnd::none || piece.marks == MarkHabit::swallows);
  const bool are_sparing = wrong.framing() == Framing::gb18030 &&
                           piece.marks == MarkHabit::byte_by_byte &&
                           piece.symbols.find(kReplacement) != std::u32string_view::npos;
  for (const Habit habit : all_habits()) {
    const bool swallows = DecoderMarks::of(wrong, habit).swallows_ascii();
    if ((are_swallowing && !swallows) || (are_sparing && swallows)) continue;
    const char32_t mark = mark_of(table_of(wrong, habit), habit);
    add(habit, mark, mark == 0 ? kPriceOfDropping : 0);
    if (mark == kReplacement) add(habit, U'?', kPriceOfChange);
  }
  return suspects;
}

/// Whether a search for what the one wrote finds the very same as for the other, whichever channel
/// takes part in it. Programs have few ways to mark what they cannot decode.
bool mark_alike(const MarkingDecoder& a, const MarkingDecoder& b,
                std::span<const Channel* const> channels) {
  if (a.mark != b.mark || a.mark == 0) return false;
  return std::all_of(channels.begin(), channels.end(), [&](const Channel* channel) {
    const auto* misread = dynamic_cast<const Misread*>(channel);
    return misread == nullptr || misread->wrong() == nullptr ||
           DecoderMarks::of(*misread->wrong(), a.habit)
               .stand_for_the_same(DecoderMarks::of(*misread->wrong(), b.habit));
  });
}

/// The searches of a text for what one decoder after the other may have written.
class Searches {
 public:
  Searches(Lattice& lattice, const BracketBalance* balance, std::size_t begin)
      : lattice_(lattice), balance_(balance), begin_(begin) {}

  /// The log-probability of the best explanation by the decoder of `observed`. There is no search
  /// where one that marks alike was asked before.
  double find(const Observed& observed) {
    const auto alike = std::find_if(asked_.begin(), asked_.end(), [&](const Asked& one) {
      return one.swallowed_end == observed.swallowed_end &&
             mark_alike(one.decoder, *observed.decoder, lattice_.channels());
    });
    is_searched_ = alike == asked_.end();
    if (!is_searched_) return alike->found;
    const double found = lattice_.search(observed, balance_, begin_);
    asked_.push_back({*observed.decoder, observed.swallowed_end, found});
    return found;
  }

  /// What was found last, for Lattice::trace_kept.
  void keep(const Observed& observed) {
    if (!is_searched_) lattice_.search(observed, balance_, begin_);
    lattice_.keep();
  }

 private:
  struct Asked {
    MarkingDecoder decoder;
    SwallowedEnd swallowed_end;
    double found;
  };

  Lattice& lattice_;
  const BracketBalance* balance_;
  std::size_t begin_;
  std::vector<Asked> asked_;
  bool is_searched_ = false;
};

/// Whether an indentation stands behind a mark, and within lines nowhere else, or what lines begin
/// with. No one's U+FFFD takes line ends along but that of early Java.
bool may_lack_line_end(const Observed& piece) {
  constexpr float kBegins = 1.5;  // nats
  constexpr float kBeginsAlike = 2.5;
  if (piece.ascii == nullptr) return false;
  const std::u32string_view symbols = piece.symbols;
  for (std::size_t at = symbols.find(kReplacement); at != symbols.npos;
       at = symbols.find(kReplacement, at + 1)) {
    const std::u32string_view behind = symbols.substr(at + 1);
    const bool is_indented = behind.starts_with(U"  ") || behind.starts_with(U'\t');
    // A single blank is one that was kept: who takes a line end along keeps none.
    const bool is_blank = behind.starts_with(U' ') && !is_indented;
    const float alike = is_blank ? 0 : piece.ascii->beginnings().weigh(symbols, behind);
    const float begins = piece.ascii->weigh_line_begin(behind) + alike;
    if ((alike > 0 && begins > kBeginsAlike) || (is_indented && begins > kBegins)) return true;
  }
  return false;
}

/// Where most was dropped, what is put back is fluent, whatever it is.
bool is_mostly_inferred(const Explanation& explanation) {
  const auto inferred = std::count_if(explanation.pieces.begin(), explanation.pieces.end(),
                                      [](const Piece& piece) { return piece.inferred; });
  return static_cast<std::size_t>(inferred) * 2 > explanation.pieces.size();
}

/// Whether a mark is not accounted for.
bool leaves_marks(const Explanation& explanation) {
  return std::any_of(explanation.pieces.begin(), explanation.pieces.end(), [](const Piece& piece) {
    return piece.code_point == kReplacement && !piece.inferred;
  });
}

/// Whether any of it was misread. Healthy text has question marks of its own, and U+FFFD of others.
bool is_misread(const Explanation& explanation) {
  return std::any_of(explanation.pieces.begin(), explanation.pieces.end(),
                     [](const Piece& piece) { return piece.channel != 0; });
}

}  // namespace

double DecoderFinder::Evidence::against(const Suspect& suspect) const {
  const auto found = lost.find(suspect);
  return found != lost.end() ? found->second : kMostOfText * static_cast<double>(texts);
}

void DecoderFinder::Evidence::add(const std::map<Suspect, double>& gained) {
  double most = gained.begin()->second;
  for (const auto& [suspect, gain] : gained) most = std::max(most, gain);
  // Who cannot have written this text, or could not have written those before it, is as far behind
  // as one text can put it.
  for (auto& [suspect, sum] : lost) sum += gained.contains(suspect) ? 0 : kMostOfText;
  for (const auto& [suspect, gain] : gained)
    lost[suspect] = against(suspect) + std::min(most - gain, kMostOfText);
  ++texts;
}

std::optional<DecoderFinder::Suspect> DecoderFinder::Evidence::settled() const {
  if (texts < kTextsToTell) return std::nullopt;
  const auto best = std::min_element(
      lost.begin(), lost.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const bool is_clear = std::none_of(lost.begin(), lost.end(), [&](const auto& other) {
    // Some make the very same of all there is.
    return other.second > best->second && other.second < best->second + kClearly;
  });
  if (!is_clear && texts < kTextsAtMost) return std::nullopt;
  return best->first;
}

bool DecoderFinder::is_surely(Habit habit, const Charset& wrong) const {
  const auto of_wrong = evidence_.find({&wrong, kReplacement});
  if (of_wrong == evidence_.end()) return false;
  const auto settled = of_wrong->second.settled();
  return settled && *settled && (*settled)->habit == habit;
}

Explanation DecoderFinder::explain(Lattice& lattice, Observed piece, const Charset& wrong,
                                   const BracketBalance* balance, std::size_t begin) {
  const std::u32string_view telling = take_sample(piece.symbols, wrong);
  const auto marks = count_marks(telling, wrong);
  const bool vanish = marks == 0 && (piece.bytes_vanish || piece.pairs_vanish);
  if ((marks == 0 && !vanish) || piece.has_holes) return lattice.explain(piece, balance, begin);
  const bool is_replaced = piece.symbols.find(kReplacement) != std::u32string_view::npos;
  Evidence& evidence = evidence_[{&wrong, vanish ? 0 : is_replaced ? kReplacement : U'?'}];
  if (const auto known = evidence.settled();
      known && (!*known || may_have_written(wrong, **known, piece.symbols))) {
    piece.decoder = *known;
    Explanation explanation = lattice.explain(piece, balance, begin);
    // Several may have written all there was before this.
    if (!*known || !leaves_marks(explanation)) return explanation;
    piece.decoder.reset();
  }
  Observed sample = piece;
  sample.symbols = telling;
  std::map<Suspect, double> gained;
  gained[std::nullopt] =
      lattice.search(sample, balance, begin) - kPriceOfNone * static_cast<double>(marks);
  lattice.keep();
  std::optional<Explanation> traced;  // the best, as far as it is more than kept
  double most = gained[std::nullopt] - evidence.against(std::nullopt);
  const bool lacks_end = may_lack_line_end(sample);
  Searches searches(lattice, balance, begin);
  // Where there is no mark only those are left that drop what they lose.
  for (const auto& [decoder, price] : list_suspects(wrong, piece)) {
    const bool drops = decoder.mark == 0;
    if (vanish && !drops) continue;
    sample.decoder = decoder;
    const bool takes_end = decoder.habit == Habit::java && lacks_end;
    sample.swallowed_end = takes_end ? SwallowedEnd::line_feed : piece.swallowed_end;
    const double found = searches.find(sample);
    std::optional<Explanation> other;
    if (drops && is_mostly_inferred(other.emplace(lattice.trace()))) continue;
    gained[decoder] = found - price;
    const double weighed = gained[decoder] - evidence.against(decoder);
    if (weighed <= most) continue;
    if (!other) searches.keep(sample);
    traced = std::move(other);
    most = weighed;
    piece.decoder = decoder;
  }
  Explanation best = traced ? std::move(*traced) : lattice.trace_kept();
  if (is_misread(best)) evidence.add(gained);
  return sample.symbols.size() == piece.symbols.size() ? best
                                                       : lattice.explain(piece, balance, begin);
}

}  // namespace fuyuan
