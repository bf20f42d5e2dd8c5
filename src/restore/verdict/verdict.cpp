#include "restore/verdict/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "channel/registry.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/code_strings.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kTraditionalText = 3;  ///< characters that Simplified text has not
constexpr double kImpossibleCost = 10;       ///< nats a character: no common text
constexpr double kNonsenseCost = 12.5;       ///< rare names and formulas cost nearly as much
constexpr double kOverwhelmingGain = 4.5;    ///< nats a symbol explained
constexpr double kCertainGain = 6;           ///< the same, where what comes out is no common text
constexpr std::size_t kRowOfIcons = 5;       ///< symbols
constexpr double kUnmistakableWord = 34;     ///< nats that a word of two or three gains
constexpr double kUnmistakableGain = 13;     ///< and each symbol of it
constexpr double kHabitualGain = 3;          ///< the same, of a channel known from elsewhere
constexpr double kSpeaksForOthers = 40;      ///< nats
constexpr std::size_t kMostPrivate = 30;     ///< one private character in so many may come out
constexpr std::size_t kLongRun = 12;         ///< symbols explained
constexpr std::size_t kBytesOfTwo = 6;       ///< of two characters in UTF-8
constexpr std::size_t kLongText = 40;        ///< characters
constexpr double kSureGuesses = 0.7;         ///< on average, in a shorter one
constexpr double kSureBeside = 0.6;          ///< all of those beside a mark
constexpr std::size_t kMostInvented = 4;     ///< one character in so many
constexpr std::size_t kMostInferred = 6;     ///< one character in so many
constexpr std::ptrdiff_t kLatinLine = 12;    ///< letters
constexpr std::size_t kShiftEvidence = 3;  ///< wrongly cut characters that a frame shift must show
constexpr std::size_t kProofOfMark = 2;    ///< U+FFFD counts as so many of them
constexpr std::size_t kDistinctSymbols = 4;  ///< that a rare channel must explain
/// The same where what comes out is common hanzi: of tens of thousands of Korean, Japanese and
/// Chinese words of three no other pairs come to such and gain as much.
constexpr std::size_t kDistinctOfHanzi = 3;

constexpr Symbol kFirstOddLetter = 0x100;

bool is_lost(Symbol symbol) { return symbol == kReplacement; }

/// Whether a decoder that guesses found bytes that are no UTF-8, as it does in most GBK text.
bool has_single_bytes(std::u32string_view symbols) {
  const auto letters = std::count_if(symbols.begin(), symbols.end(),
                                     [](Symbol s) { return s >= 0x80 && s <= 0xFF; });
  return static_cast<std::size_t>(letters) * 4 > symbols.size();
}

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

/// Whether the charset has letters of Latin where Latin-1 has its small ones.
bool is_latin(const Charset& charset) {
  constexpr std::array<unsigned char, 1> kSmallLetter = {0xE4};
  const CharClass letter = char_class(charset.decode(kSmallLetter).code_point);
  return letter == CharClass::latin1 || letter == CharClass::latin_extended;
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

/// Letters that Chinese text has no use for, each counted once. The signs of Latin-1 it has.
std::size_t count_odd_letters(std::u32string_view telling) {
  std::u32string odd(telling);
  std::erase_if(odd, [](Symbol s) { return s < kFirstOddLetter; });
  return count_distinct(std::move(odd));
}

/// Whether the span is a few characters in the middle of a word, or, where UTF-8 that is valid by
/// chance is what tells, a few letters in a line of Latin ones.
bool is_in_passing(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) {
  if (kind.is_frame_shift() || kind.was_utf8()) return false;
  if (is_part_of_word(line, span)) return true;
  if (!kind.is_guessing() || count_non_ascii(span.after) >= kEnoughToJudge) return false;
  return std::count_if(line.begin(), line.end(), is_letter) > kLatinLine;
}

/// Whether the span has U+FFFD in it, so that it is no healthy text, and nothing of it stays lost
/// or is guessed with little ground. One alone tells nothing, two in a row are no accident of one
/// byte, and between quotation marks U+FFFD may be shown. Of one or two characters beside the mark
/// all may be healthy: what they are to become must be surer.
bool is_likely_repair_of_loss(const LineSpan& span, std::u32string_view symbols) {
  constexpr std::u32string_view kQuotationMarks = U"“”‘’「」『』\"'";
  constexpr std::u32string_view kTwoMarks = U"\uFFFD\uFFFD";
  constexpr std::size_t kFew = 3;  // with the mark
  if (count_non_ascii(symbols) <= kFew && probability_of_all(span) < kSureBeside) return false;
  return symbols.size() > 1 && symbols.find(kReplacement) != std::u32string_view::npos &&
         symbols.find(kTwoMarks) == std::u32string_view::npos &&
         span.after.find(kReplacement) == std::u32string::npos &&
         symbols.find_first_of(kQuotationMarks) == std::u32string_view::npos && are_likely(span);
}

std::size_t count_class(std::u32string_view text, CharClass wanted) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [&](char32_t cp) { return char_class(cp) == wanted; }));
}

/// Whether a decoder that guesses is said to have lost something. It has a letter for every byte.
bool loses_for_nothing(const LineSpan& span, const ChannelKind& kind, std::u32string_view symbols) {
  return kind.is_guessing() && symbols.find_first_of(U"?\uFFFD") == std::u32string_view::npos &&
         span.after.find(kReplacement) != std::u32string::npos;
}

/// Whether what was Chinese comes back as Chinese, and what was Russian as Russian. UTF-8 may have
/// been any script but Latin, where it is more than a word that somebody shows.
bool is_in_script_of(const LineSpan& span, const ChannelKind& kind, std::size_t characters,
                     bool is_habitual) {
  if (kind.was_japanese_or_korean()) return true;
  if (kind.was_cyrillic()) {
    return characters >= kEnoughToJudge &&
           count_class(span.after, CharClass::cyrillic) * 5 >= characters * 4;
  }
  if (kind.comes_of_signs() && count_class(span.after, CharClass::han) * 2 < characters) {
    return false;
  }
  auto fitting = static_cast<std::size_t>(
      std::count_if(span.after.begin(), span.after.end(), is_chinese_text));
  if (kind.was_utf8() && characters >= kEnoughToJudge) {
    for (const CharClass script : {CharClass::kana, CharClass::hangul, CharClass::cyrillic,
                                   CharClass::greek, CharClass::other_letter}) {
      fitting += count_class(span.after, script);
    }
  }
  // The signs of formulas are at home in Chinese text that was misread elsewhere as well.
  if (is_habitual) fitting += count_class(span.after, CharClass::symbol);
  return fitting * 3 >= characters;
}

}  // namespace

bool SpanJudge::is_fluent_kana(const LineSpan& span, const ChannelKind& kind,
                               std::size_t characters) const {
  return kind.reads_gbk_as_big5() && span.inferred.empty() &&
         count_class(span.after, CharClass::kana) * 2 > characters && is_fluent(span.after);
}

bool SpanJudge::guesses_too_much(const LineSpan& span, const ChannelKind& kind,
                                 std::u32string_view symbols, std::size_t characters,
                                 bool is_habitual) const {
  const std::size_t guessed = span.inferred.size();
  if (kind.is_frame_shift() || is_of_page(span)) {
    // No accident befalls every other character; but rows of rare ones can be cut anew so.
    const bool is_marked = symbols.find_first_of(U"?\uFFFD") != std::u32string_view::npos;
    if (is_marked || is_habitual || guessed * 2 < characters) return false;
    return guessed * 2 > characters || !has_known_pair(span, model_);
  }
  // GBK read as UTF-8 loses nearly all there is, and what is guessed between single hanzi is always
  // fluent.
  if (kind.reads_utf8() && guessed * kMostInvented > characters) return true;
  if (is_habitual) return false;
  // Of a text that is mostly guessed, one guess calls for the next.
  if (guessed * 2 > characters && kind.was_utf8() && !kind.reads_single_bytes()) {
    if (characters < kLongRun || guessed * 4 > characters * 3) return true;
    if (characters < kLongText && mean_probability(span) < kSureGuesses) return true;
  }
  // Where much is guessed, what is known has to make sense beside it.
  return guessed * kMostInferred > characters && cost_of_known(span) > kPlausibleCost;
}

bool SpanJudge::was_made_small(const LineSpan& span, const ChannelKind& kind,
                               std::u32string_view symbols) const {
  // Latin-1 and its like lose the case of letters as often, and it comes back.
  return kind.was_utf8() && kind.reads_single_bytes() && !is_latin(*kind.misread()->wrong()) &&
         has_lost_case(symbols, *kind.misread()->wrong()) &&
         cost_of(collapse_runs(span.after)) > kPlainTextCost;
}

bool SpanJudge::is_of_everyday_hanzi(const LineSpan& span, const ChannelKind& kind) const {
  return kind.misread() != nullptr && kind.misread()->original().framing() == Framing::gb18030 &&
         kind.reads_pairs() && span.inferred.empty() &&
         std::all_of(span.after.begin(), span.after.end(), [&](char32_t cp) {
           return cp < 0x80 || (is_han(cp) && is_common_hanzi(cp, model_));
         });
}

bool SpanJudge::tells_too_little(const LineSpan& span, const ChannelKind& kind,
                                 const std::u32string& symbols, const std::u32string& telling,
                                 double gained, double required) const {
  const bool is_habitual = required <= kFavouriteGain;
  if (is_habitual) return false;
  if (count_non_ascii(span.after) < 2) return true;
  // Among kana the long vowel mark is all that is lost of many a word.
  const bool is_among_kana = kind.keeps_kana() && is_of_kana(symbols);
  const std::size_t distinct = is_among_kana ? telling.size() : count_distinct(telling);
  if (distinct < 2) return true;
  if (kind.guesses_among_pairs() &&
      (count_odd_letters(telling) < 2 ||
       std::all_of(telling.begin(), telling.end(), is_borrowed_letter))) {
    return true;
  }
  // Fonts keep their icons among the private characters.
  if (telling.size() <= kRowOfIcons && count_class(telling, CharClass::pua) * 2 >= telling.size() &&
      !is_fluent(span.after)) {
    return true;
  }
  if (required <= kRequiredGain || kind.is_frame_shift() || distinct >= kDistinctSymbols ||
      (distinct >= kDistinctOfHanzi && is_of_everyday_hanzi(span, kind))) {
    return false;
  }
  // Rules and tables are drawn with a few signs over and over; a word that nothing else could have
  // become is none.
  const bool is_unmistakable = span.inferred.empty() && gained > kUnmistakableWord &&
                               gained > kUnmistakableGain * static_cast<double>(telling.size()) &&
                               is_fluent(span.after);
  return !is_unmistakable;
}

bool SpanJudge::is_plausible(const LineSpan& span, const ChannelKind& kind,
                             const std::u32string& symbols, const std::u32string& telling,
                             double gained, double required) const {
  if (tells_too_little(span, kind, symbols, telling, gained, required)) return false;
  const bool is_habitual = required <= kFavouriteGain;
  const std::size_t characters = count_non_ascii(span.after);
  const std::size_t evidence = telling.size();
  const double each = gained / static_cast<double>(evidence);
  if (!is_habitual && was_made_small(span, kind, symbols)) return false;
  // Nothing but a misread writes letters, accents and signs like this, whatever comes of it:
  // Latin letters for pairs of bytes, or what makes UTF-8 of any language, three bytes each.
  const bool is_utf8_of_bytes = kind.was_utf8() && kind.reads_single_bytes() &&
                                evidence >= kBytesOfTwo && characters * 3 <= evidence + 1;
  if (each > kCertainGain && span.inferred.empty() &&
      (is_utf8_of_bytes || (evidence >= kLongRun && kind.reads_latin1()))) {
    return true;
  }
  if (!is_in_script_of(span, kind, characters, is_habitual) &&
      !is_fluent_kana(span, kind, characters))
    return false;
  if (!is_habitual && kind.reads_pairs() && stand_apart(span.after)) return false;
  // Pairs read as other pairs always come to something, least of all of half guesses.
  if (characters < kEnoughToJudge) {
    // A few letters and the bracket behind them are what they are: [äöü].
    if (!is_habitual && kind.reads_single_bytes() && count_absorbed(symbols, span.after) > 0 &&
        !is_fluent(span.after)) {
      return false;
    }
    return is_habitual || kind.was_utf8() || span.inferred.size() * 3 <= characters ||
           (kind.is_frame_shift() && is_likely_repair_of_loss(span, symbols));
  }
  // Nothing else makes UTF-8 of so much, whatever is missing between.
  const bool is_beyond_doubt = kind.was_utf8() && evidence >= kLongRun && each > kCertainGain &&
                               span.inferred.size() * 2 <= characters;
  if (!is_beyond_doubt && guesses_too_much(span, kind, symbols, characters, is_habitual))
    return false;
  const double cost = cost_of(collapse_runs(span.after));
  // What is left of GBK read as UTF-8 may be fluent by chance.
  if (kind.reads_utf8() ||
      (kind.is_guessing() && !has_single_bytes(symbols) &&
       (!kind.guesses_among_pairs() || count_odd_letters(telling) < kEnoughToJudge))) {
    return cost < kFluentCost;
  }
  if (cost < kPlausibleCost) return true;
  // Tables and lists of names cost more, but not as much more as what they looked like before.
  if (is_habitual && each > kHabitualGain) return true;
  if (kind.is_frame_shift()) return false;  // rows of rare characters can be cut anew as well
  if (cost < kImpossibleCost) return evidence >= kEnoughToJudge && each > kOverwhelmingGain;
  // UTF-8 seldom comes to anything by chance.
  return cost < kNonsenseCost && evidence >= kLongRun && each > kCertainGain &&
         (kind.was_utf8() || kind.reads_windows_bytes());
}

bool SpanJudge::is_shown(std::u32string_view line, const LineSpan& span,
                         const ChannelKind& kind) const {
  if (span.end - span.begin == line.size()) return false;
  const bool is_broken_string = kind.was_utf8() && span.inferred.empty() &&
                                !habits_.is_about_mojibake && is_string_of_code(line, span);
  return (!habits_.breaks_quotations && !is_broken_string && is_quoted(line, span)) ||
         is_explained_beside(line, span, kind);
}

bool SpanJudge::accepts(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
                        bool is_habitual) const {
  if (kind.reads_subset()) return accepts_subset(line, span, kind, is_habitual);
  const auto symbols = collapse_runs(line.substr(span.begin, span.end - span.begin));
  const std::size_t inferred = span.inferred.size();
  // Bytes that are not UTF-8 have to become something: the best reading will do.
  if (std::any_of(line.begin() + static_cast<std::ptrdiff_t>(span.begin),
                  line.begin() + static_cast<std::ptrdiff_t>(span.end), is_raw)) {
    const double net = gain(line, span) - kInferredPrice * static_cast<double>(inferred);
    span.confidence = 1 / (1 + std::exp(-net / 8));
    return net > 0 && !is_stray_byte(line, span, kind, habits_);
  }
  if (ends_in_lone_trail(line, span, kind))
    return accepts_lone_trail(line, span, kind, is_habitual);
  const std::u32string telling = find_telling(symbols, span, kind);
  const std::size_t evidence = telling.size();
  if (is_half_letter(telling, symbols, kind)) return false;
  const bool is_shift = kind.is_frame_shift();
  const bool is_marked_shift = is_shift && is_likely_repair_of_loss(span, symbols);
  double usual = is_habitual ? kFavouriteGain : required_gain(line, kind);
  if (usual > kFavouriteGain && kind.reads_gbk_as_big5() && is_in_traditional_text(line, span)) {
    usual += kTraditionalPrice;
  }
  const double required = is_marked_shift ? kFavouriteGain : usual;
  // Where bytes were lost in other places, a short stretch may be another.
  const bool is_another_shift = is_shift && required <= kFavouriteGain && are_likely(span);
  // U+FFFD says nothing of what was there, but that the bytes around it do not fit.
  const auto marks =
      static_cast<std::size_t>(std::count_if(symbols.begin(), symbols.end(), is_lost));
  const std::size_t absorbed = is_shift ? count_absorbed(symbols, span.after) : 0;
  const std::size_t proof = evidence + absorbed + (is_shift ? kProofOfMark * marks : 0);
  if (proof < (required > kFavouriteGain ? 2 : 1) || inferred * 2 > proof * 3 + 2) return false;
  // Where a letter was half a character, the frames meet again after few characters.
  const std::size_t required_proof =
      absorbed > 0 || is_another_shift ? kShiftEvidence - 1 : kShiftEvidence;
  if (is_shift && !is_marked_shift &&
      (proof < required_proof || count_pairs(symbols) * 2 < evidence)) {
    return false;
  }
  const double gained = gain(line, span);
  const auto strange = count_class(span.after, CharClass::pua);
  if (strange * kMostPrivate > span.after.size() &&
      gained < kCertainGain * static_cast<double>(evidence)) {
    return false;
  }
  if (usual > kFavouriteGain && (is_shown(line, span, kind) || is_in_passing(line, span, kind)))
    return false;
  if (is_orderly(line, span, kind, model_) || loses_for_nothing(span, kind, symbols)) return false;
  if (is_shift &&
      (touches_debris(line, span) || (!is_habitual && guesses_beside_ascii(line, span))))
    return false;
  if (habits_.is_about_mojibake && (span.end - span.begin) * 5 < line.size() * 4) return false;
  if (!is_plausible(span, kind, symbols, telling, gained, required)) return false;
  const double net = gained - kInferredPrice * static_cast<double>(inferred) - required;
  span.confidence = confidence_of(net);
  return net >= 0;
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
