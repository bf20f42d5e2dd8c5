// Lines of UTF-8 in which bytes are broken: only those are read.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "channel/identity.hpp"
#include "lattice/bracket_balance.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/line/cut_ends.hpp"
#include "restore/line/latin_byte.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr float kOtherCharsetCost = 7;  ///< nats
constexpr double kSureOfLetter = 0.95;  ///< confidence: see read_latin_byte

bool overlaps(const LineSpan& span, const BrokenUtf8::Fragment& fragment) {
  return span.begin < fragment.end && fragment.begin < span.end;
}

/// The line without what is whole.
std::u32string bytes_of(std::u32string_view line) {
  std::u32string bytes(line);
  std::erase_if(bytes, [](Symbol symbol) { return symbol >= 0x80 && !is_raw(symbol); });
  return bytes;
}

/// What the bytes are that UTF-8 does not explain. A comma tells nothing by itself, and of a word
/// of two hanzi several charsets make something: most often it is GBK.
const Channel* choose_charset(const std::vector<Ranked>& ranked) {
  constexpr double kLookAlike = 8;  ///< nats
  static const Channel* const gbk = Registry::instance().find("gb18030");
  const auto of_gbk = std::find_if(ranked.begin(), ranked.end(),
                                   [](const Ranked& one) { return one.channel == gbk; });
  const bool is_likely =
      of_gbk != ranked.end() && of_gbk->is_lossless && of_gbk->gain > ranked[0].gain - kLookAlike;
  return ranked.empty() || is_likely ? gbk : ranked[0].channel;
}

/// Whether it is a character of which a byte became another.
bool has_changed_byte(const BrokenUtf8::Fragment& fragment) {
  return fragment.is_remnant && fragment.end - fragment.begin > 2;
}

/// Whether it is a single byte between hanzi that begins no character: as well a sign of another
/// charset as the end of any character.
bool is_unknown(std::u32string_view line, const BrokenUtf8::Fragment& fragment) {
  const auto is_wide = [&](std::size_t at) {
    return at < line.size() && line[at] >= 0x80 && !is_raw(line[at]);
  };
  return fragment.end - fragment.begin == 1 && raw_byte(line[fragment.begin]) < 0xC0 &&
         is_wide(fragment.begin - 1) && is_wide(fragment.end);
}

/// The span without the whole characters at its end that stay as they are.
LineSpan trim_whole(std::u32string_view line, LineSpan span) {
  while (span.end > span.begin && !span.after.empty() && !is_raw(line[span.end - 1]) &&
         span.after.back() == line[span.end - 1] &&
         (span.inferred.empty() || span.inferred.back().offset + 1 < span.after.size())) {
    span.after.pop_back();
    if (!span.origins.empty()) span.origins.pop_back();
    --span.end;
  }
  return span;
}

/// The span without the characters in it that are whole and stay as they are: a piece for each run
/// of others.
std::vector<LineSpan> cut_out_whole(std::u32string_view line, const LineSpan& span) {
  if (span.channel != kRawUtf8 || span.origins.size() != span.after.size()) return {span};
  std::vector<LineSpan> pieces;
  LineSpan piece{span.begin, span.begin, span.channel, {}, span.confidence, {}};
  const auto end_piece = [&](std::size_t end) {
    piece.end = end;
    if (piece.end > piece.begin) pieces.push_back(piece);
    piece = {end + 1, end + 1, span.channel, {}, span.confidence, {}};
  };
  auto inferred = span.inferred.begin();
  for (std::size_t i = 0; i < span.after.size(); ++i) {
    const bool is_guess = inferred != span.inferred.end() && inferred->offset == i;
    const std::size_t origin = span.origins[i];
    if (!is_guess && origin >= piece.begin && span.after[i] == line[origin]) {
      end_piece(origin);
      continue;
    }
    if (is_guess) {
      piece.inferred.push_back(*inferred++);
      piece.inferred.back().offset = piece.after.size();
    }
    piece.after.push_back(span.after[i]);
    piece.origins.push_back(span.origins[i]);
  }
  end_piece(span.end);
  return pieces;
}

/// Where several characters were made of what was one, a byte of which became another, or of a part
/// of it, a single guess is what it was. Two would lean on each other.
void make_one(const BrokenUtf8::Fragment& fragment, std::vector<LineSpan>& spans) {
  std::vector<InferredCharacter> guesses;
  std::size_t characters = 0;
  std::size_t rest = fragment.end - fragment.begin;
  for (const LineSpan& span : spans) {
    if (!overlaps(span, fragment)) continue;
    if (span.begin < fragment.begin || span.end > fragment.end) return;
    characters += span.after.size();
    rest -= span.end - span.begin;
    guesses.insert(guesses.end(), span.inferred.begin(), span.inferred.end());
  }
  if (characters < 2 && rest == 0) return;
  std::erase_if(spans, [&](const LineSpan& span) { return overlaps(span, fragment); });
  LineSpan one{fragment.begin, fragment.end, std::string(kRawUtf8), {kReplacement}, 1, {}};
  if (guesses.size() == 1) {
    one.after[0] = guesses[0].character;
    one.inferred = guesses;
    one.inferred[0].offset = 0;
  }
  spans.push_back(std::move(one));
}

/// Bytes that are a letter or sign, and those of which nothing is known.
void read_rest(std::u32string_view line, const std::vector<BrokenUtf8::Fragment>& fragments,
               std::vector<LineSpan>& spans) {
  for (const BrokenUtf8::Fragment& fragment : fragments) {
    if (!fragment.is_remnant) continue;
    const auto touches = [&](const LineSpan& span) { return overlaps(span, fragment); };
    std::erase_if(spans, [&](const LineSpan& span) {
      return touches(span) && span.channel != kRawUtf8 && span.channel != Identity::kName;
    });
    if (has_changed_byte(fragment)) make_one(fragment, spans);
    const std::optional<char32_t> letter =
        fragment.end - fragment.begin == 1 ? read_latin_byte(line, fragment.begin) : std::nullopt;
    const bool is_lost = is_unknown(line, fragment);
    std::erase_if(spans, [&](const LineSpan& span) {
      return touches(span) && (letter || is_lost || span.channel != kRawUtf8);
    });
    if (letter) {
      spans.push_back({fragment.begin,
                       fragment.end,
                       "windows-1252",
                       std::u32string(1, *letter),
                       kSureOfLetter,
                       {}});
    } else if (std::none_of(spans.begin(), spans.end(), touches)) {
      spans.push_back({fragment.begin,
                       fragment.end,
                       std::string(kRawUtf8),
                       std::u32string(1, kReplacement),
                       1,
                       {}});
    }
  }
  std::sort(spans.begin(), spans.end(),
            [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
}

/// The line by the charset of the document's other raw lines, where all that is not ASCII comes to
/// signs and common hanzi: no remnant is looked for in it.
std::optional<LineSpan> decode_like_others(std::u32string_view line, const Misread* charset,
                                           const LanguageModel& model) {
  const bool is_raw_line =
      std::all_of(line.begin(), line.end(), [](Symbol s) { return s < 0x80 || is_raw(s); });
  if (charset == nullptr || !is_raw_line || charset->original().framing() != Framing::gb18030)
    return std::nullopt;
  QuickDecode decode = quick_decode(*charset, line, model);
  const auto is_usual = [&](char32_t cp) {
    return cp < 0x80 || is_sign(char_class(cp)) || (is_han(cp) && is_common_hanzi(cp, model));
  };
  if (decode.characters == 0 || !decode.is_lossless() ||
      !std::all_of(decode.text.begin(), decode.text.end(), is_usual)) {
    return std::nullopt;
  }
  return LineSpan{0, line.size(), std::string(charset->name()), std::move(decode.text), 1, {}};
}

}  // namespace

std::vector<LineSpan> LineRestorer::restore_remnants(std::u32string_view line, const LineScan& scan,
                                                     LineState state,
                                                     const BracketBalance* balance) const {
  if (auto span = decode_like_others(line, habits_.raw_charset, model_)) return {*std::move(span)};
  const std::vector<BrokenUtf8::Fragment> fragments = BrokenUtf8::find_fragments(line);
  ChannelChoice choice;
  const bool has_remnant =
      std::any_of(fragments.begin(), fragments.end(),
                  [](const BrokenUtf8::Fragment& one) { return one.is_remnant; });
  bool is_explained = false;  // by another charset, from end to end
  if (!std::all_of(fragments.begin(), fragments.end(),
                   [](const BrokenUtf8::Fragment& one) { return one.is_remnant; })) {
    const std::u32string rest = bytes_of(line);
    const std::vector<Ranked> ranked = ranker_.rank_alone(rest, scan_line(rest, model_));
    const Channel* charset = choose_charset(ranked);
    choice.add(charset, kOtherCharsetCost);
    choice.add(registry_.find("gb18030"), kOtherCharsetCost);
    is_explained = std::any_of(ranked.begin(), ranked.end(), [&](const Ranked& one) {
      return one.channel == charset && one.is_lossless && one.cost_per_character < kPlainTextCost;
    });
  }
  if (has_remnant || !is_explained) choice.add(registry_.find(kRawUtf8), 0);
  std::vector<LineSpan> spans = search_line(line, scan, state, choice, balance);
  // Whole spans are looked at again when the page is known, so that those with guesses stay as they
  // are if they may.
  const bool is_apart =
      std::any_of(fragments.begin(), fragments.end(), [&](const BrokenUtf8::Fragment& fragment) {
        return has_changed_byte(fragment) || is_unknown(line, fragment);
      });
  std::vector<LineSpan> pieces;
  for (LineSpan& span : spans) {
    if (is_apart || span.inferred.empty()) {
      for (LineSpan& piece : cut_out_whole(line, trim_whole(line, span)))
        pieces.push_back(std::move(piece));
    } else {
      pieces.push_back(std::move(span));
    }
  }
  spans = std::move(pieces);
  read_rest(line, fragments, spans);
  weigh_cut_ends(line, spans);
  return spans;
}

}  // namespace fuyuan
