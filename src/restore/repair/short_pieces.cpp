#include "restore/repair/short_pieces.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kSigns = U"×÷±°√";  ///< beside those of Chinese text
constexpr std::size_t kMostSymbols = 16;          ///< more tell by themselves
constexpr std::size_t kLeastRule = 8;             ///< signs of a rule
/// Nats a character, where the channels explain most of the document, and elsewhere. Of two hundred
/// thousand healthy words three would gain the first, and none the second.
constexpr double kGainOfMost = 3;
constexpr double kGainOfEach = 5;
constexpr Symbol kLastLatin1 = 0xFF;
constexpr double kGainOfOne = 10;  ///< the same of a single hanzi with signs

/// Whether a sign of Latin-1 stands before a letter, as in `B×é`, which no word has.
bool is_sign_before_letter(std::u32string_view text) {
  constexpr Symbol kFirstLetter = 0xC0;
  const auto is_sign = [](Symbol s) { return (s > 0xA0 && s < kFirstLetter) || s == U'×'; };
  return text.size() == 2 && is_sign(text[0]) && text[1] >= kFirstLetter && text[1] <= 0xFF &&
         !is_sign(text[1]);
}

/// Whether it is an everyday hanzi, and signs.
bool has_one_hanzi(std::u32string_view text, const LanguageModel& model) {
  return std::count_if(text.begin(), text.end(), is_han) == 1 &&
         std::all_of(text.begin(), text.end(),
                     [&](char32_t cp) { return is_everyday_character(cp, model); });
}

/// How many nats the piece gains, if what comes of it is what somebody may have written there;
/// nothing otherwise.
std::optional<double> gain_of(std::u32string_view before, std::u32string_view after,
                              const PieceSearch& search, const LanguageModel& model) {
  const double gain = model.score_text(after) - model.score_text(before);
  if (before.size() >= kLeastRule && is_frame(after) && !is_frame(before)) return gain;
  // The same over and over is what is left of lost text: `¿¿¿¿`.
  if (before.size() > kMostSymbols || count_distinct(std::u32string(before)) < 2) return {};
  const auto each = gain / static_cast<double>(std::max<std::size_t>(after.size(), 2));
  const double least = search.explain_most ? kGainOfMost : kGainOfEach;
  const bool is_word = is_everyday_chinese(after, model) && each > least;
  // Two letters of names and measures are a hanzi in many a charset.
  const bool is_latin1 =
      std::all_of(before.begin(), before.end(), [](Symbol s) { return s <= kLastLatin1; });
  const bool is_one =
      (search.explain_most || !is_latin1) && has_one_hanzi(after, model) && each > kGainOfOne;
  const bool is_letter =
      is_sign_before_letter(before) && has_one_hanzi(after, model) && each > least;
  if (!is_word && !is_one && !is_letter) return {};
  return gain;
}

/// By the channel by which it gains the most.
std::optional<LineSpan> undo(std::u32string_view before, const PieceSearch& search,
                             const LanguageModel& model) {
  std::optional<LineSpan> best;
  double most = 0;
  for (const Misread* channel : search.channels) {
    std::optional<std::u32string> after = decode_exactly(*channel, before);
    const std::optional<double> gain =
        after ? gain_of(before, *after, search, model) : std::nullopt;
    if (!gain || (best && *gain <= most)) continue;
    most = *gain;
    best = {0, before.size(), std::string(channel->name()), std::move(*after), 1, {}};
  }
  return best;
}

/// What stands alone beside pieces that were all undone, by the same channel. Takes the pieces back
/// where letters beside them are of no channel.
void undo_lone_symbols(std::u32string_view line, const LanguageModel& model,
                       std::vector<LineSpan>& spans) {
  const Misread& channel = *ChannelKind(spans[0].channel).misread();
  std::vector<LineSpan> lone;
  std::size_t next = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (next < spans.size() && at == spans[next].begin) {
      at = spans[next++].end - 1;
      continue;
    }
    if (line[at] < 0x80) continue;
    const std::u32string_view before = line.substr(at, 1);
    std::optional<std::u32string> after = decode_exactly(channel, before);
    const bool is_meant = after && (is_everyday_character((*after)[0], model) ||
                                    kSigns.find((*after)[0]) != kSigns.npos);
    if (!is_meant || model.score_text(*after) <= model.score_text(before)) {
      // A letter that is none of the channel's: neither are those beside it.
      if (line[at] <= kLastLatin1) spans.clear();
      return;
    }
    lone.push_back({at, at + 1, std::string(channel.name()), std::move(*after), 1, {}});
  }
  spans.insert(spans.end(), std::make_move_iterator(lone.begin()),
               std::make_move_iterator(lone.end()));
  std::sort(spans.begin(), spans.end(),
            [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
}

}  // namespace

std::vector<LineSpan> find_short_pieces(std::u32string_view line, const PieceSearch& search,
                                        const LanguageModel& model) {
  std::vector<LineSpan> spans;
  for (std::size_t begin = 0, end = 0; begin < line.size(); begin = std::max(begin + 1, end)) {
    if (line[begin] < 0x80) continue;
    for (end = begin; end < line.size() && line[end] >= 0x80;) ++end;
    // Of a number times something there is no hanzi.
    if (end < begin + 2 || (line[begin] == U'×' && begin > 0 && is_digit(line[begin - 1])))
      continue;
    if (auto span = undo(line.substr(begin, end - begin), search, model)) {
      move_by(*span, static_cast<std::ptrdiff_t>(begin));
      spans.push_back(std::move(*span));
    }
  }
  if (!spans.empty()) undo_lone_symbols(line, model, spans);
  return spans;
}

}  // namespace fuyuan
