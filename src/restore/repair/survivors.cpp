#include "restore/repair/survivors.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "channel/registry.hpp"
#include "charset/charset.hpp"
#include "lattice/forward_backward.hpp"
#include "restore/decode/pair_trellis.hpp"
#include "restore/measure/prices.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kSure = 0.9;               ///< probability of how its bytes are cut
constexpr std::size_t kLeastMarks = 2;      ///< for each letter; four in five hanzi are lost
constexpr std::size_t kLeastSurvivors = 2;  ///< where nothing else tells what happened
constexpr double kMargin = 2;               ///< nats
constexpr double kCommonCost = 9;           ///< nats: survivors are as common as hanzi are
constexpr double kLeastOfGuess = 0.6;       ///< probability: of those above, nine in ten are right
/// Longer lines are looked at piece by piece: each symbol takes some kilobytes.
constexpr std::size_t kPieceSymbols = 500;
/// Of two such pieces, where no character of ASCII parts them.
constexpr std::size_t kOverlap = 20;

/// The line with a U+FFFD for each mark. Question marks are none where there are others.
std::u32string unify_marks(std::u32string_view line) {
  std::u32string out(line);
  if (out.find(kReplacement) == std::u32string::npos)
    std::replace(out.begin(), out.end(), U'?', kReplacement);
  return out;
}

bool may_have_survivors(std::u32string_view line) {
  std::size_t marks = 0;
  std::size_t letters = 0;
  for (const Symbol symbol : line) {
    if (is_raw(symbol)) return false;
    marks += symbol == kReplacement ? 1 : 0;
    letters += symbol >= 0x80 && symbol != kReplacement ? 1 : 0;
  }
  return letters > 0 && marks >= kLeastMarks * letters;
}

/// What the bytes of a symbol are in GBK: the characters that are whole, U+FFFD for halves. Empty
/// where they are no such text.
std::u32string recover(Symbol symbol, bool is_beginning) {
  static const Charset& gbk = *find_charset("gb18030");
  const std::string bytes = to_utf8(std::u32string(1, symbol));
  std::u32string out;
  if (!is_beginning) out.push_back(kReplacement);
  for (std::size_t at = is_beginning ? 0 : 1; at < bytes.size(); at += 2) {
    if (at + 1 == bytes.size()) {
      out.push_back(kReplacement);
      break;
    }
    const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(bytes[at]),
                                               static_cast<unsigned char>(bytes[at + 1])};
    const DecodedChar decoded = gbk.decode(pair);
    if (decoded.length != 2) return {};
    out.push_back(decoded.code_point);
  }
  return out;
}

/// Whether the marks and letters are likelier to come from GBK than from other charsets of pairs.
bool is_likely_gbk(std::u32string_view line, const PairTrellis& gbk) {
  static const std::vector<PairTrellis> others = [] {
    std::vector<PairTrellis> made;
    for (const std::string_view name : {"euc-jp", "windows-949", "big5"}) {
      made.emplace_back(LanguageModel::embedded(), *find_charset(name));
    }
    return made;
  }();
  const double required = gbk.log_probability(line) - kMargin;
  return std::none_of(others.begin(), others.end(), [&](const PairTrellis& other) {
    return other.log_probability(line) > required;
  });
}

/// Whether characters of four bytes are among them, `�9�6`, of which every other one is a digit.
bool has_four_bytes(std::u32string_view line) {
  const auto is_remnant = [](Symbol symbol) { return symbol >= 0x80 || symbol == U'?'; };
  for (std::size_t at = 0; at + 3 < line.size(); ++at) {
    if (is_remnant(line[at]) && is_digit(line[at + 1]) && is_remnant(line[at + 2]) &&
        is_digit(line[at + 3])) {
      return true;
    }
  }
  return false;
}

/// How much of a line to look at, up to the last ASCII character in reach.
std::size_t piece_size(std::u32string_view rest) {
  if (rest.size() <= kPieceSymbols) return rest.size();
  for (std::size_t size = kPieceSymbols; size > kPieceSymbols / 2; --size) {
    if (rest[size - 1] < 0x80) return size;
  }
  return kPieceSymbols;
}

/// Drops the pieces from the symbol `at` on, or from a little before it, where a character of
/// `line` ends and no other has begun. Where that is.
std::size_t drop_from(std::size_t at, std::u32string_view line, std::vector<Piece>& pieces) {
  const auto is_end = [&] {
    const Piece& last = pieces.back();
    const bool completes = pieces.size() > 1 && pieces[pieces.size() - 2].code_point == 0;
    const bool may_begin_another = completes && line[last.end - 1] != kReplacement;
    return last.end <= at && last.code_point != 0 && !may_begin_another;
  };
  while (!pieces.empty() && !is_end()) pieces.pop_back();
  return pieces.empty() ? at : pieces.back().end;
}

/// What came through is U+FFFD where it may be two halves.
void leave_unsure_cuts(Explanation& sum) {
  for (Piece& piece : sum.pieces) {
    const bool is_unsure = piece.code_point >= 0x80 && piece.probability < kSure;
    if (is_unsure && !piece.inferred) piece.code_point = kReplacement;
  }
}

/// What is not sure enough is U+FFFD.
void leave_unsure(LineSpan& span, double least) {
  for (InferredCharacter& inferred : span.inferred) {
    if (inferred.probability >= least) continue;
    inferred.character = kReplacement;
    span.after[inferred.offset] = kReplacement;
  }
}

/// U+FFFD for a question mark, in one span with those before it.
void add_mark(std::size_t at, std::vector<LineSpan>& spans) {
  if (spans.empty() || spans.back().end != at || spans.back().after.back() != kReplacement) {
    spans.push_back({at, at, "gbk-as-utf8", {}, 1, {}});
  }
  spans.back().end = at + 1;
  spans.back().after.push_back(kReplacement);
}

}  // namespace

std::vector<LineSpan> bring_back_survivors(std::u32string_view observed, bool is_habitual) {
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string line = unify_marks(observed);
  if (!may_have_survivors(line)) return {};
  static const PairTrellis trellis(model, *find_charset("gb18030"));
  if (!is_habitual && !is_likely_gbk(line, trellis)) return {};
  const std::vector<double> beginnings = trellis.find_beginnings(line);
  std::vector<LineSpan> spans;
  double cost = 0;
  std::size_t whole = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == kReplacement && observed[at] != kReplacement) add_mark(at, spans);
    if (line[at] < 0x80 || line[at] == kReplacement) continue;
    const double sure = std::max(beginnings[at], 1 - beginnings[at]);
    const std::u32string after = recover(line[at], beginnings[at] > 0.5);
    const bool is_something = after.find_first_not_of(kReplacement) != std::u32string::npos;
    if (sure < kSure || !is_something) continue;
    for (const char32_t cp : after) {
      if (cp == kReplacement) continue;
      cost += price_alone(cp, model);
      ++whole;
    }
    spans.push_back({at, at + 1, "gbk-as-utf8", after, sure, {}});
  }
  if (is_habitual) return whole > 0 ? spans : std::vector<LineSpan>();
  if (whole < kLeastSurvivors || cost > kCommonCost * static_cast<double>(whole)) return {};
  return spans;
}

std::vector<LineSpan> infer_around_survivors(std::u32string_view observed, double least) {
  if (has_four_bytes(observed)) return {};
  static const Channel& channel = *Registry::instance().find("gbk-as-utf8");
  ForwardBackward sums(LanguageModel::embedded(), channel);
  const std::u32string line = unify_marks(observed);
  std::vector<Piece> pieces;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::u32string_view rest = std::u32string_view(line).substr(begin);
    const std::size_t size = piece_size(rest);
    std::vector<Piece> found = sums.explain({.symbols = rest.substr(0, size)});
    if (found.empty()) return {};
    // Where it was cut within a run nobody knows where a character begins: what was found there
    // without what follows is looked at once more with that.
    const std::size_t sure = size == rest.size() || rest[size - 1] < 0x80 ? size : size - kOverlap;
    const std::size_t kept = sure == size ? size : drop_from(sure, rest, found);
    for (Piece& piece : found) {
      piece.begin += static_cast<std::uint32_t>(begin);
      piece.end += static_cast<std::uint32_t>(begin);
      pieces.push_back(piece);
    }
    begin += kept;
  }
  Explanation sum;
  sum.pieces = std::move(pieces);
  leave_unsure_cuts(sum);
  std::vector<LineSpan> spans = to_spans(observed, sum, {&channel});
  for (LineSpan& span : spans) leave_unsure(span, std::max(least, kLeastOfGuess));
  return spans;
}

}  // namespace fuyuan
