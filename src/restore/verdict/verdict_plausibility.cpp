// Whether what comes of a span may be what somebody wrote.

#include <algorithm>
#include <array>

#include "restore/decode/channel_kind.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr double kImpossibleCost = 10;       ///< nats a character: no common text
constexpr double kNonsenseCost = 12.5;       ///< rare names and formulas cost nearly as much
constexpr double kOverwhelmingGain = 4.5;    ///< nats a symbol explained
constexpr std::size_t kRowOfIcons = 5;       ///< symbols
constexpr double kUnmistakableWord = 34;     ///< nats that a word of two or three gains
constexpr double kUnmistakableGain = 13;     ///< and each symbol of it
constexpr double kHabitualGain = 3;          ///< the same, of a channel known from elsewhere
constexpr std::size_t kLongRun = 12;         ///< symbols explained
constexpr std::size_t kBytesOfTwo = 6;       ///< of two characters in UTF-8
constexpr std::size_t kLongText = 40;        ///< characters
constexpr double kSureGuesses = 0.7;         ///< on average, in a shorter one
constexpr std::size_t kMostInvented = 4;     ///< one character in so many
constexpr std::size_t kMostInferred = 6;     ///< one character in so many
constexpr std::size_t kDistinctSymbols = 4;  ///< that a rare channel must explain
/// The same where what comes out is common hanzi: of tens of thousands of Korean, Japanese and
/// Chinese words of three no other pairs come to such and gain as much.
constexpr std::size_t kDistinctOfHanzi = 3;

constexpr Symbol kFirstOddLetter = 0x100;

/// Whether a decoder that guesses found bytes that are no UTF-8, as it does in most GBK text.
bool has_single_bytes(std::u32string_view symbols) {
  const auto letters = std::count_if(symbols.begin(), symbols.end(),
                                     [](Symbol s) { return s >= 0x80 && s <= 0xFF; });
  return static_cast<std::size_t>(letters) * 4 > symbols.size();
}

/// Whether the charset has letters of Latin where Latin-1 has its small ones.
bool is_latin(const Charset& charset) {
  constexpr std::array<unsigned char, 1> kSmallLetter = {0xE4};
  const CharClass letter = char_class(charset.decode(kSmallLetter).code_point);
  return letter == CharClass::latin1 || letter == CharClass::latin_extended;
}

/// Letters that Chinese text has no use for, each counted once. The signs of Latin-1 it has.
std::size_t count_odd_letters(std::u32string_view telling) {
  std::u32string odd(telling);
  std::erase_if(odd, [](Symbol s) { return s < kFirstOddLetter; });
  return count_distinct(std::move(odd));
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

/// Whether nothing else can have stood there, and what stands there now cannot have: `砟芰?4` is
/// 理能力 and a digit.
bool is_surely_shifted(const LineSpan& span, double gained, double required) {
  constexpr double kSure = 0.9;
  return gained >= 2 * required &&
         std::all_of(span.inferred.begin(), span.inferred.end(),
                     [](const InferredCharacter& one) { return one.probability >= kSure; });
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

bool SpanJudge::tells_too_little(const Claim& claim) const {
  const auto& [span, kind, symbols, telling, gained, required] = claim;
  if (required <= kFavouriteGain) return false;
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
      !is_fluent(with_digits(span))) {
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

bool SpanJudge::is_plausible(const Claim& claim) const {
  if (tells_too_little(claim)) return false;
  const auto& [span, kind, symbols, telling, gained, required] = claim;
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
    return is_habitual || kind.was_utf8() || count_guesses(span) * 3 <= characters ||
           (kind.is_frame_shift() &&
            (is_likely_repair_of_loss(span, symbols) || is_surely_shifted(span, gained, required)));
  }
  // Nothing else makes UTF-8 of so much, whatever is missing between.
  const bool is_beyond_doubt = kind.was_utf8() && evidence >= kLongRun && each > kCertainGain &&
                               span.inferred.size() * 2 <= characters;
  if (!is_beyond_doubt && guesses_too_much(span, kind, symbols, characters, is_habitual))
    return false;
  const double cost = cost_of(collapse_runs(with_digits(span)));
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

}  // namespace fuyuan
