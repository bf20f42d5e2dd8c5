#include "restore/verdict/leftover_text.hpp"

#include <algorithm>

#include "restore/measure/character_lists.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/pinyin.hpp"

namespace fuyuan {
namespace {

/// Those that Latin-1 has, and Chinese charsets as well.
bool is_common_sign(char32_t cp) {
  constexpr std::u32string_view kOfLatin1 = U"×÷±°·§¨¤";
  return is_sign(char_class(cp)) || kOfLatin1.find(cp) != std::u32string_view::npos;
}

bool is_accented(char32_t cp) {
  const CharClass kind = char_class(cp);
  return cp >= 0x80 && !is_common_sign(cp) &&
         (kind == CharClass::latin1 || kind == CharClass::latin_extended);
}

bool is_word(char32_t cp) { return (cp < 0x80 && is_letter(cp)) || is_accented(cp); }

/// How many of the word's syllables have a tone; nothing if it is not made of syllables.
std::optional<std::size_t> count_tones(std::u32string_view word) {
  std::size_t tones = 0;
  while (!word.empty()) {
    const std::optional<Syllable> syllable = parse_pinyin(word);
    if (!syllable) return std::nullopt;
    tones += syllable->tone != 0 ? 1 : 0;
    word.remove_prefix(syllable->length);
  }
  return tones;
}

}  // namespace

bool draws_instead(std::u32string_view text, std::u32string_view symbols) {
  const bool draws = std::all_of(text.begin(), text.end(),
                                 [](char32_t cp) { return cp < 0x80 || is_common_sign(cp); });
  return draws && count_non_ascii(text) > 1 && !are_signs(symbols);
}

bool draws_likelier(const QuickDecode& decode, std::u32string_view symbols,
                    const LanguageModel& model) {
  constexpr double kGain = 6;  // nats
  return are_signs(decode.text) && are_signs(symbols) &&
         decode.log_probability > model.score_text(symbols) + kGain;
}

bool breaks_words(std::u32string_view symbols) {
  for (std::size_t at = 1; at < symbols.size(); ++at) {
    const char32_t one = symbols[at - 1];
    const char32_t other = symbols[at];
    if ((one >= 0x80 && other < 0x80 && is_letter(other)) ||
        (other >= 0x80 && one < 0x80 && is_letter(one))) {
      return true;
    }
  }
  return false;
}

bool is_pinyin(std::u32string_view text) {
  constexpr std::size_t kLeastTones = 2;
  std::size_t tones = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == begin) {
      if (text[begin] >= 0x80 && !is_common_sign(text[begin])) return false;
      ++begin;
      continue;
    }
    const std::u32string_view word = text.substr(begin, end - begin);
    if (std::any_of(word.begin(), word.end(), is_accented)) {
      const std::optional<std::size_t> found = count_tones(word);
      if (!found) return false;
      tones += *found;
    }
    begin = end;
  }
  return tones >= kLeastTones;
}

Letters letters_of(const std::vector<std::vector<LineSpan>>& found) {
  constexpr std::size_t kFew = 5;  // one character in so many
  std::size_t all = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t traditional = 0;
  for (const std::vector<LineSpan>& spans : found) {
    for (const LineSpan& span : spans) {
      for (const char32_t cp : span.after) {
        all += cp >= 0x80 ? 1 : 0;
        kana += char_class(cp) == CharClass::kana ? 1 : 0;
        hangul += char_class(cp) == CharClass::hangul ? 1 : 0;
        traditional += is_traditional_only(cp) ? 1 : 0;
      }
    }
  }
  return {kana * kFew > all, hangul * kFew > all, traditional * kFew > all};
}

bool is_common_text(std::u32string_view text, Letters letters, const LanguageModel& model,
                    bool may_be_rare) {
  return std::all_of(text.begin(), text.end(), [&](char32_t cp) {
    const CharClass kind = char_class(cp);
    if (cp < 0x80 || is_sign(kind) || cp == U'×' || cp == U'÷') return true;
    if ((letters.kana && kind == CharClass::kana) || (letters.hangul && kind == CharClass::hangul))
      return true;
    if (!is_han(cp)) return false;
    if (letters.kana) return true;  // of kanji the model knows little
    if (is_traditional_only(cp) && !letters.traditional) return false;
    return is_common_hanzi(cp, model) || (may_be_rare && is_known_hanzi(cp, model));
  });
}

bool is_of_alphabet(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t cp) {
    const CharClass kind = char_class(cp);
    return cp < 0x80 || is_sign(kind) || kind == CharClass::latin1 ||
           kind == CharClass::latin_extended || kind == CharClass::greek ||
           kind == CharClass::cyrillic;
  });
}

}  // namespace fuyuan
