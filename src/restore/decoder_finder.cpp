#include "restore/decoder_finder.hpp"

#include <algorithm>

#include "channel/decoder_marks.hpp"

namespace fuyuan {
namespace {

/// So much of a line tells which decoder it was.
constexpr std::size_t kSymbolsToTell = 400;
/// Nats a mark, where it is none of the decoders: then much more is possible, and the most fluent
/// of it is seldom right.
constexpr double kPriceOfNone = 2.5;
/// Nats: few programs lose anything without a mark.
constexpr double kPriceOfDropping = 4;
constexpr double kPriceOfChange = 4;  ///< of U+FFFD to a question mark
/// So many texts settle it, if hardly any speaks against it.
constexpr std::size_t kTextsToTell = 3;

std::ptrdiff_t count_marks(std::u32string_view symbols, const Charset& wrong) {
  const char32_t windows_mark = mark_of(wrong, Habit::windows);
  return std::count_if(symbols.begin(), symbols.end(), [&](Symbol symbol) {
    return symbol == U'?' || symbol == kReplacement || symbol == windows_mark;
  });
}

bool may_have_written(const Charset& wrong, const MarkingDecoder& decoder,
                      std::u32string_view symbols) {
  return DecoderMarks::of(wrong, decoder.habit).may_have_written(symbols, decoder.mark);
}

/// A decoder that may have been it, and what it must gain over others, in nats.
struct Suspect {
  MarkingDecoder decoder;
  double price = 0;
};

/// The common ones, and those whose U+FFFD became question marks, as far as they can have written
/// the symbols.
std::vector<Suspect> list_suspects(const Charset& wrong, std::u32string_view symbols) {
  std::vector<Suspect> suspects;
  const auto add = [&](Habit habit, char32_t mark, double price) {
    if (may_have_written(wrong, {habit, mark}, symbols)) suspects.push_back({{habit, mark}, price});
  };
  for (const Habit habit : all_habits()) {
    const char32_t mark = mark_of(table_of(wrong, habit), habit);
    add(habit, mark, mark == 0 ? kPriceOfDropping : 0);
    if (mark == kReplacement) add(habit, U'?', kPriceOfChange);
  }
  return suspects;
}

/// Where most was dropped, what is put back is fluent, whatever it is.
bool is_mostly_inferred(const Explanation& explanation) {
  const auto inferred = std::count_if(explanation.pieces.begin(), explanation.pieces.end(),
                                      [](const Piece& piece) { return piece.inferred; });
  return static_cast<std::size_t>(inferred) * 2 > explanation.pieces.size();
}

}  // namespace

std::optional<std::optional<MarkingDecoder>> DecoderFinder::settled(const Votes& votes) {
  std::size_t all = 0;
  for (const auto& [decoder, count] : votes) all += count;
  for (const auto& [decoder, count] : votes) {
    if (count >= kTextsToTell && count * 4 >= all * 3) return decoder;
  }
  return std::nullopt;
}

Explanation DecoderFinder::explain(Lattice& lattice, Observed piece, const Charset& wrong,
                                   const BracketBalance* balance, std::size_t begin) {
  const auto marks = count_marks(piece.symbols.substr(0, kSymbolsToTell), wrong);
  const bool vanish = marks == 0 && (piece.bytes_vanish || piece.pairs_vanish);
  if ((marks == 0 && !vanish) || piece.has_holes) return lattice.explain(piece, balance, begin);
  const bool is_replaced = piece.symbols.find(kReplacement) != std::u32string_view::npos;
  Votes& votes = votes_[{&wrong, vanish ? 0 : is_replaced ? kReplacement : U'?'}];
  if (const auto known = settled(votes);
      known && (!*known || may_have_written(wrong, **known, piece.symbols))) {
    piece.decoder = *known;
    return lattice.explain(piece, balance, begin);
  }
  Observed sample = piece;
  sample.symbols = piece.symbols.substr(0, kSymbolsToTell);
  Explanation best = lattice.explain(sample, balance, begin);
  double most = best.log_probability - kPriceOfNone * static_cast<double>(marks);
  // Where there is no mark only those are left that drop what they lose.
  for (const auto& [decoder, price] : list_suspects(wrong, piece.symbols)) {
    const bool drops = decoder.mark == 0;
    if (vanish && !drops) continue;
    sample.decoder = decoder;
    Explanation other = lattice.explain(sample, balance, begin);
    const double gained = other.log_probability - price;
    if (gained <= most || (drops && is_mostly_inferred(other))) continue;
    best = std::move(other);
    most = gained;
    piece.decoder = decoder;
  }
  ++votes[piece.decoder];
  return sample.symbols.size() == piece.symbols.size() ? best
                                                       : lattice.explain(piece, balance, begin);
}

}  // namespace fuyuan
