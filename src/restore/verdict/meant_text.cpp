#include "restore/verdict/meant_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "restore/measure/character_lists.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/listed_letters.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/letter_case.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// One odd symbol in so many is what bytes read as letters or kana come to at the least.
constexpr std::size_t kMostPerOdd = 8;
/// Where there are so many symbols, fewer tell as much.
constexpr std::size_t kLongSpan = 24;
constexpr std::size_t kMostPerOddInLong = 16;
/// Shorter spans of accented letters may happen to look orderly.
constexpr std::size_t kShortLatin = 8;
/// So many code points in a row are a table of characters.
constexpr std::size_t kRow = 4;
/// Nats a character: Japanese words cost up to 9.7, kana at random 10.6 and more.
constexpr double kJapaneseCost = 10;
/// Nats: what true letters come to costs more than this a character, Chinese text less. Of 96,000
/// words and word groups in Cyrillic, Greek and Latin letters (`tests/texts`, their capitals) none
/// comes to text that saves so much and explains so much at once; of Chinese lines of four
/// characters and more, 96 in 100 do.
constexpr double kNoChineseCost = 9;
constexpr double kFluencySaved = 7;
constexpr double kFluencyGain = 45;
constexpr double kGuessedFluency = 6;  ///< what the model is glad of its own guess, in nats
constexpr double kGuessedCase = 2;
constexpr std::size_t kPartOfWord = 3;  ///< characters

bool is_any_letter(char32_t cp) { return u_isalpha(static_cast<UChar32>(cp)) != 0; }

UScriptCode script_of(char32_t cp) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(cp), &status);
}

/// The script of most letters, if it knows no case: Arabic, Hebrew, Thai. USCRIPT_COMMON otherwise.
UScriptCode find_uncased_script(std::u32string_view symbols) {
  std::map<UScriptCode, std::size_t> counts;
  std::size_t cased = 0;
  for (const Symbol s : symbols) {
    if (s < 0x80) continue;
    if (is_cased(s)) {
      ++cased;
    } else if (is_any_letter(s)) {
      ++counts[script_of(s)];
    }
  }
  for (const auto& [script, count] : counts) {
    if (count > cased) return script;
  }
  return USCRIPT_COMMON;
}

/// Symbols that no word is written with, letters of other scripts than the rest, and capitals
/// behind small letters.
std::size_t count_odd_letters(std::u32string_view symbols) {
  const UScriptCode uncased = find_uncased_script(symbols);
  std::size_t odd = 0;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] < 0x80) continue;
    if (uncased != USCRIPT_COMMON) {
      odd += script_of(symbols[at]) != uncased ? 1 : 0;
      continue;
    }
    const bool is_behind_small =
        at > 0 && is_upper(symbols[at]) && is_cased(symbols[at - 1]) && !is_upper(symbols[at - 1]);
    odd += !is_cased(symbols[at]) || is_behind_small ? 1 : 0;
  }
  return odd;
}

bool has_row(std::u32string_view symbols) {
  std::size_t length = 1;
  for (std::size_t at = 1; at < symbols.size(); ++at) {
    length = symbols[at] >= 0x80 && symbols[at] == symbols[at - 1] + 1 ? length + 1 : 1;
    if (length == kRow) return true;
  }
  return false;
}

/// Whether the symbols draw something: pairs of a text come to Han or hangul before long, and not
/// to frames, kana and signs alone: `┬─┬ ノ( ゜-゜ノ)`.
bool draws(std::u32string_view symbols) {
  return std::none_of(symbols.begin(), symbols.end(), [](Symbol s) {
    const CharClass kind = char_class(s);
    return kind == CharClass::han || kind == CharClass::han_ext || kind == CharClass::hangul ||
           kind == CharClass::pua || kind == CharClass::replacement;
  });
}

/// ASCII, or what frames and separates: box drawing, brackets, arrows.
bool is_drawing(char32_t cp) {
  const CharClass kind = char_class(cp);
  // Nobody draws with both single and double lines for long, but code page 437 has them all.
  const bool is_double_line = cp >= 0x2550 && cp <= 0x256C;
  return cp < 0x80 || (kind == CharClass::box && !is_double_line) || kind == CharClass::symbol ||
         kind == CharClass::cjk_mark;
}

bool is_halfwidth_kana(char32_t cp) { return char_class(cp) == CharClass::halfwidth_kana; }

/// Whether a halfwidth kana can take ﾞ: those of the rows of k, s, t and h, and ｳ.
bool takes_voicing(char32_t cp) {
  return cp == 0xFF73 || (cp >= 0xFF76 && cp <= 0xFF84) || (cp >= 0xFF8A && cp <= 0xFF8E);
}

/// Whether somebody drew a face: the same halfwidth sign on both sides of a wide one, `ﾟ∀ﾟ`,
/// `･ω･`. Of pairs of GBK that were misread, one of the two would be among the rarest.
bool has_face(std::u32string_view symbols) {
  constexpr std::u32string_view kEyes = U"\uFF9F\uFF65";
  const auto is_nose = [](Symbol s) {
    const CharClass kind = char_class(s);
    return kind == CharClass::symbol || kind == CharClass::greek || kind == CharClass::cyrillic ||
           kind == CharClass::box;
  };
  for (std::size_t at = 0; at + 2 < symbols.size(); ++at) {
    if (kEyes.find(symbols[at]) != std::u32string_view::npos && is_nose(symbols[at + 1]) &&
        symbols[at + 2] == symbols[at]) {
      return true;
    }
  }
  return false;
}

/// What is not halfwidth kana, and voicing marks where none can be.
std::size_t count_odd_kana(std::u32string_view symbols) {
  std::size_t odd = 0;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] < 0x80) continue;
    const bool is_voicing = symbols[at] == 0xFF9E || symbols[at] == 0xFF9F;
    if (!is_halfwidth_kana(symbols[at]) ||
        (is_voicing && (at == 0 || !takes_voicing(symbols[at - 1])))) {
      ++odd;
    }
  }
  return odd;
}

/// Whether halfwidth kana, written in full width, make Japanese words.
bool reads_as_kana(std::u32string_view symbols, const LanguageModel& model) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) return true;
  std::string full;
  icu::StringByteSink<std::string> sink(&full);
  nfkc->normalizeUTF8(0, to_utf8(symbols), sink, nullptr, status);
  const std::u32string text = to_utf32(full);
  return -model.score_text(text) < kJapaneseCost * static_cast<double>(text.size());
}

/// Whether all of it is letters that a single-byte charset has for Latin languages beside ASCII.
bool is_accented_latin(std::u32string_view symbols) {
  constexpr Symbol kLast = 0x17F;
  return std::all_of(symbols.begin(), symbols.end(),
                     [](Symbol s) { return s >= 0x80 && s <= kLast && is_cased(s); });
}

/// Whether what comes out is Chinese beyond doubt: fluent, and far better than the letters.
bool reads_as_chinese(std::u32string_view symbols, const LineSpan& span,
                      const LanguageModel& model) {
  const std::size_t characters = count_non_ascii(span.after);
  if (characters < 2) return false;
  // Where all bytes are there, and only their case was lost, there is less to be guessed.
  const bool is_whole = characters * 2 <= symbols.size();
  double cost =
      (is_whole ? kGuessedCase : kGuessedFluency) * static_cast<double>(span.inferred.size());
  const std::vector<float> costs = price(span.after, model);
  for (std::size_t at = 0; at < costs.size(); ++at) cost += span.after[at] >= 0x80 ? costs[at] : 0;
  // Latin words have a plain letter among the accented ones before long.
  const double required = is_accented_latin(symbols) ? 0 : kFluencySaved;
  return static_cast<double>(characters) * kNoChineseCost - cost > required &&
         model.score_text(span.after) - model.score_text(symbols) > kFluencyGain;
}

/// Letters stand for single bytes, or may do so.
bool reads_letters(const Misread& misread) {
  return misread.is_guessing() || misread.reads_single_bytes();
}

enum class Alphabet : std::uint8_t { none, latin, cyrillic, greek, other };

Alphabet alphabet_of(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::latin1:
    case CharClass::latin_extended:
      return Alphabet::latin;
    case CharClass::cyrillic:
      return Alphabet::cyrillic;
    case CharClass::greek:
      return Alphabet::greek;
    case CharClass::other_letter:
      return Alphabet::other;
    default:
      return Alphabet::none;
  }
}

/// How many of the span's ends are inside a word.
int count_cuts(std::u32string_view line, const LineSpan& span) {
  const bool before = span.begin > 0 && is_any_letter(line[span.begin - 1]) &&
                      is_any_letter(line[span.begin]) && !is_han(line[span.begin - 1]);
  const bool after = span.end < line.size() && is_any_letter(line[span.end]) &&
                     is_any_letter(line[span.end - 1]) && !is_han(line[span.end]);
  return (before ? 1 : 0) + (after ? 1 : 0);
}

/// Whether the text is written in bopomofo, of which a word has two signs at the least, or a tone
/// behind one. Pairs come to bopomofo as well, among kana and private characters, and so do
/// brackets around what was misread.
bool is_of_bopomofo(std::u32string_view symbols, std::size_t evidence) {
  constexpr std::u32string_view kTones = U"ˊˇˋ˙";
  const auto is_bopomofo = [](Symbol s) { return char_class(s) == CharClass::bopomofo; };
  if (std::adjacent_find(symbols.begin(), symbols.end(), [&](Symbol a, Symbol b) {
        return is_bopomofo(a) && (is_bopomofo(b) || kTones.find(b) != std::u32string_view::npos);
      }) == symbols.end()) {
    return false;
  }
  const auto is_other = [](Symbol s) { return is_kana(s) || char_class(s) == CharClass::pua; };
  const auto bopomofo = std::count_if(symbols.begin(), symbols.end(), is_bopomofo);
  return static_cast<std::size_t>(bopomofo) * 3 > evidence &&
         std::none_of(symbols.begin(), symbols.end(), is_other);
}

}  // namespace

bool is_orderly(std::u32string_view line, const LineSpan& span, const ChannelKind& kind,
                const LanguageModel& model) {
  const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
  const std::size_t evidence = count_non_ascii(symbols);
  if (evidence == 0) return false;
  // Bytes come to letters as well before long.
  if (std::all_of(symbols.begin(), symbols.end(), is_drawing)) return true;
  if (kind.misread() != nullptr && reads_letters(*kind.misread()) &&
      are_listed_letters(line, span)) {
    return true;
  }
  if (kind.was_utf8()) return are_in_ascending_order(symbols);
  if (are_in_table_order(symbols)) return true;
  // What was cut wrongly comes to single ones.
  const bool is_cut =
      kind.is_frame_shift() && symbols.find(kReplacement) != std::u32string_view::npos;
  if (!is_cut && is_of_bopomofo(symbols, evidence)) return true;
  if (kind.reads_halfwidth_kana()) {
    if (has_face(symbols)) return true;
    return count_odd_kana(symbols) * kMostPerOdd < evidence && reads_as_kana(symbols, model) &&
           !reads_as_chinese(symbols, span, model);
  }
  const Misread* misread = kind.misread();
  if (misread == nullptr || misread->is_raw()) return false;
  if (!reads_letters(*misread)) {
    if (!kind.keeps_kana() && draws(symbols)) return true;
    // Pairs come to Han or hangul as well before long, and not to letters and « » alone.
    constexpr Symbol kLastSign = 0xBF;  ///< of Latin-1
    return std::all_of(symbols.begin(), symbols.end(),
                       [](Symbol s) { return s <= kLastSign || is_cased(s); });
  }
  const int cuts = count_cuts(line, span);
  if (cuts == 2 || has_row(symbols)) return true;
  const bool is_latin = misread->wrong() == nullptr || misread->reads_latin1();
  if (is_latin && evidence < kShortLatin) return cuts > 0 && count_odd_letters(symbols) == 0;
  const std::size_t most = evidence >= kLongSpan ? kMostPerOddInLong : kMostPerOdd;
  return count_odd_letters(symbols) * most < evidence && !reads_as_chinese(symbols, span, model);
}

void drop_those_among_their_like(std::u32string_view line, std::vector<LineSpan>& spans) {
  using ByAlphabet = std::array<std::size_t, 5>;
  const auto count = [&](std::size_t begin, std::size_t end, ByAlphabet& counts) {
    for (std::size_t at = begin; at < end; ++at)
      ++counts[static_cast<std::size_t>(alphabet_of(line[at]))];
  };
  ByAlphabet outside{};
  std::size_t last = 0;
  for (const LineSpan& span : spans) {
    count(last, span.begin, outside);
    last = span.end;
  }
  count(last, line.size(), outside);
  std::erase_if(spans, [&](const LineSpan& span) {
    const Misread* misread = ChannelKind(span.channel).misread();
    if (misread == nullptr || misread->is_raw() || !reads_letters(*misread)) return false;
    ByAlphabet inside{};
    count(span.begin, span.end, inside);
    inside[0] = 0;
    const auto main = std::max_element(inside.begin(), inside.end());
    return *main > 0 && outside[static_cast<std::size_t>(main - inside.begin())] >= *main;
  });
}

bool is_part_of_word(std::u32string_view line, const LineSpan& span) {
  return count_non_ascii(span.after) <= kPartOfWord &&
         ((span.begin > 0 && is_han(line[span.begin - 1])) ||
          (span.end < line.size() && is_han(line[span.end])));
}

}  // namespace fuyuan
