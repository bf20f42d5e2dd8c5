#include "restore/verdict/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "channel/registry.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/code_strings.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/misread_title.hpp"
#include "restore/verdict/quoted_text.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kTraditionalText = 3;  ///< characters that Simplified text has not
constexpr double kSpeaksForOthers = 40;      ///< nats
constexpr std::size_t kMostPrivate = 30;     ///< one private character in so many may come out
constexpr std::ptrdiff_t kLatinLine = 12;    ///< letters
constexpr std::size_t kShiftEvidence = 3;  ///< wrongly cut characters that a frame shift must show
constexpr std::size_t kProofOfMark = 2;    ///< U+FFFD counts as so many of them

bool is_lost(Symbol symbol) { return symbol == kReplacement; }

/// Whether a raw byte or two beside others were taken for letters of Cyrillic or Latin text: what
/// fits no pair is no letter either. Nor is a single one a word of Cyrillic or Greek, unless all
/// bytes speak for it.
bool is_stray_byte(std::u32string_view line, const LineSpan& span, const ChannelKind& kind,
                   const DocumentHabits& habits) {
  constexpr std::ptrdiff_t kMost = 2;
  const Misread* misread = kind.misread();
  if (misread == nullptr || misread->original().framing() != Framing::single_byte) return false;
  const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
  const auto is_foreign = [](char32_t cp) {
    const CharClass letter = char_class(cp);
    return letter >= CharClass::greek && letter <= CharClass::other_letter;
  };
  if (habits.votes.count(misread) == 0 &&
      std::count_if(symbols.begin(), symbols.end(), is_raw) == 1 &&
      std::any_of(span.after.begin(), span.after.end(), is_foreign)) {
    return true;
  }
  const bool continues = span.begin > 0 && is_raw(line[span.begin - 1]) && is_raw(symbols.front());
  const bool goes_on = span.end < line.size() && is_raw(line[span.end]) && is_raw(symbols.back());
  return (continues || goes_on) && std::count_if(symbols.begin(), symbols.end(), is_raw) <= kMost;
}

/// Whether it is a frame shift that makes other characters of some, and not only of marks.
bool cuts_anew(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) {
  const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
  const auto cut = std::count_if(symbols.begin(), symbols.end(), [](Symbol symbol) {
    return symbol >= 0x80 && symbol != kReplacement;
  });
  return kind.is_frame_shift() && cut > 1;
}

/// Whether what surrounds the span is Traditional Chinese, in which rare characters are at home.
bool is_in_traditional_text(std::u32string_view line, const LineSpan& span) {
  const auto around = [](std::u32string_view text) {
    return std::count_if(text.begin(), text.end(), is_traditional_only);
  };
  return static_cast<std::size_t>(around(line.substr(0, span.begin)) +
                                  around(line.substr(span.end))) >= kTraditionalText;
}

/// Whether the span is a few characters in the middle of a word, or, where UTF-8 that is valid by
/// chance is what tells, a few letters in a line of Latin ones.
bool is_in_passing(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) {
  if (kind.is_frame_shift() || kind.was_utf8()) return false;
  if (is_part_of_word(line, span)) return true;
  if (!kind.is_guessing() || count_non_ascii(span.after) >= kEnoughToJudge) return false;
  return std::count_if(line.begin(), line.end(), is_letter) > kLatinLine;
}

/// Whether a decoder that guesses is said to have lost something. It has a letter for every byte.
bool loses_for_nothing(const LineSpan& span, const ChannelKind& kind, std::u32string_view symbols) {
  return kind.is_guessing() && symbols.find_first_of(U"?\uFFFD") == std::u32string_view::npos &&
         span.after.find(kReplacement) != std::u32string::npos;
}

}  // namespace

bool SpanJudge::is_shown(std::u32string_view line, const LineSpan& span,
                         const ChannelKind& kind) const {
  if (span.end - span.begin == line.size()) return false;
  const bool is_broken_string = kind.was_utf8() && span.inferred.empty() &&
                                !habits_.is_about_mojibake && is_string_of_code(line, span);
  const bool is_broken_title = !habits_.is_about_mojibake && is_misread_title(line, span);
  return (!habits_.breaks_quotations && !is_broken_string && !is_broken_title &&
          is_quoted(line, span)) ||
         is_explained_beside(line, span, kind);
}

bool SpanJudge::accepts(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
                        bool is_habitual) const {
  if (kind.reads_subset()) return accepts_subset(line, span, kind, is_habitual);
  const auto symbols = collapse_runs(line.substr(span.begin, span.end - span.begin));
  const std::size_t inferred = count_guesses(span);
  // Bytes that are not UTF-8 have to become something: the best reading will do.
  if (std::any_of(line.begin() + static_cast<std::ptrdiff_t>(span.begin),
                  line.begin() + static_cast<std::ptrdiff_t>(span.end), is_raw)) {
    const double net = gain(line, span) - kInferredPrice * static_cast<double>(inferred);
    span.confidence = 1 / (1 + std::exp(-net / 8));
    return net > 0 && !is_stray_byte(line, span, kind, habits_);
  }
  if (ends_in_lone_trail(line, span, kind))
    return accepts_lone_trail(line, span, kind, is_habitual);
  Claim claim{span, kind, symbols, find_telling(symbols, span, kind)};
  const auto evidence = static_cast<double>(claim.telling.size());
  if (is_half_letter(claim.telling, symbols, kind)) return false;
  const bool is_shift = kind.is_frame_shift();
  double usual = is_habitual ? kFavouriteGain : required_gain(line, kind);
  if (usual > kFavouriteGain && kind.reads_gbk_as_big5() && is_in_traditional_text(line, span)) {
    usual += kTraditionalPrice;
  }
  const bool is_marked_shift = is_shift && is_likely_repair_of_loss(span, symbols);
  claim.required = is_marked_shift ? kFavouriteGain : usual;
  if (!is_proven(claim)) return false;
  claim.gained = gain(line, span);
  const auto strange = count_class(span.after, CharClass::pua);
  if (strange * kMostPrivate > span.after.size() && claim.gained < kCertainGain * evidence)
    return false;
  if (usual > kFavouriteGain && (is_shown(line, span, kind) || is_in_passing(line, span, kind)))
    return false;
  if (is_orderly(line, span, kind, model_) || loses_for_nothing(span, kind, symbols)) return false;
  if (is_shift &&
      (touches_debris(line, span) || (!is_habitual && guesses_beside_ascii(line, span))))
    return false;
  if (habits_.is_about_mojibake && (span.end - span.begin) * 5 < line.size() * 4) return false;
  if (!is_plausible(claim)) return false;
  const double net = claim.gained - kInferredPrice * static_cast<double>(inferred) - claim.required;
  span.confidence = confidence_of(net);
  return net >= 0;
}

bool SpanJudge::is_proven(const Claim& claim) {
  const LineSpan& span = claim.span;
  const std::size_t evidence = claim.telling.size();
  const std::size_t inferred = count_guesses(span);
  const bool is_shift = claim.kind.is_frame_shift();
  const bool is_usual = claim.required <= kFavouriteGain;
  // U+FFFD says nothing of what was there, but that the bytes around it do not fit.
  const auto marks =
      static_cast<std::size_t>(std::count_if(claim.symbols.begin(), claim.symbols.end(), is_lost));
  const std::size_t absorbed = is_shift ? count_absorbed(claim.symbols, span.after) : 0;
  const std::size_t proof = evidence + absorbed + (is_shift ? kProofOfMark * marks : 0);
  if (proof < (is_usual ? 1 : 2) || inferred * 2 > proof * 3 + 2) return false;
  if (!is_shift || is_likely_repair_of_loss(span, claim.symbols)) return true;
  // Where a letter was half a character, the frames meet again after few characters. Where bytes
  // were lost in other places, a short stretch may be another.
  const bool is_short = absorbed > 0 || (is_usual && are_likely(span));
  return proof >= (is_short ? kShiftEvidence - 1 : kShiftEvidence) &&
         count_pairs(claim.symbols) * 2 >= evidence;
}

void SpanJudge::weigh(std::u32string_view line, std::vector<LineSpan>& spans,
                      bool is_broken) const {
  std::vector<ChannelKind> kinds;
  std::vector<char> accepted;
  kinds.reserve(spans.size());
  accepted.reserve(spans.size());
  for (LineSpan& span : spans) {
    const ChannelKind& kind = kinds.emplace_back(span.channel);
    accepted.push_back(accepts(line, span, kind, is_broken && cuts_anew(line, span, kind)) ? 1 : 0);
  }
  const auto is_certain_elsewhere = [&, first = accepted](std::string_view channel) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (first[i] != 0 && without_variant(spans[i].channel) == without_variant(channel) &&
          gain(line, spans[i]) > kSpeaksForOthers) {
        return true;
      }
    }
    return false;
  };
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (accepted[i] == 0 && is_certain_elsewhere(spans[i].channel))
      accepted[i] = accepts(line, spans[i], kinds[i], true) ? 1 : 0;
  }
  std::size_t at = 0;
  std::erase_if(spans, [&](const LineSpan&) { return accepted[at++] == 0; });
  drop_those_among_their_like(line, spans);
  drop_shifts_among_marks(line, spans);
}

}  // namespace fuyuan
