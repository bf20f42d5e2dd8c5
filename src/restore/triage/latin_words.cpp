#include "restore/triage/latin_words.hpp"

#include <algorithm>
#include <array>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastLetters = 8;  ///< in the line
constexpr std::size_t kLeastBesideCurls = 3;
constexpr std::size_t kLettersPerHan = 3;  ///< at the least: a letter in four may have an accent
constexpr double kRequiredGain = 4;        ///< nats

bool is_small(char32_t cp) { return cp >= U'a' && cp <= U'z'; }
bool is_small_at(std::u32string_view text, std::size_t at) {
  return at < text.size() && is_small(text[at]);
}

auto count_lost(std::u32string_view text) {
  return std::count(text.begin(), text.end(), kReplacement);
}

/// The two bytes that GBK has for the hanzi; nothing where it has none, or four.
std::optional<std::array<unsigned char, 2>> pair_of(char32_t han) {
  static const Charset& gbk = *find_charset("gb18030");
  const EncodedChar encoded = gbk.encode(han);
  if (encoded.length != 2) return std::nullopt;
  return std::array<unsigned char, 2>{encoded.bytes[0], encoded.bytes[1]};
}

/// Whether the hanzi holds a curled apostrophe of Windows-1252 and what English goes on with behind
/// one, `It抯`, or an opening quotation mark and the letter behind it, `揧es`.
bool is_curl_of_windows(std::u32string_view line, std::size_t at) {
  constexpr unsigned char kApostrophe = 0x92;
  constexpr unsigned char kOpening = 0x93;
  constexpr std::u32string_view kBeforeQuotation = U" (\">,";
  if (!is_han(line[at]) || is_traditional_only(line[at])) return false;
  const auto pair = pair_of(line[at]);
  if (!pair || (*pair)[1] >= 0x80) return false;
  const char32_t letter = (*pair)[1];
  const char32_t before = at > 0 ? line[at - 1] : U' ';
  const char32_t behind = at + 1 < line.size() ? line[at + 1] : U' ';
  if ((*pair)[0] == kOpening)
    return is_letter(letter) && kBeforeQuotation.find(before) != std::u32string_view::npos &&
           is_small(behind);
  if ((*pair)[0] != kApostrophe || !is_letter(before)) return false;
  // A word by itself may be the code of an input method.
  const bool is_word_alone = line.find(U' ') == std::u32string_view::npos;
  if (is_word_alone && is_small(line[0]) && !(before == U'n' && letter == U't')) return false;
  const bool ends = behind < 0x80 && !is_letter(behind) && !is_digit(behind);
  switch (letter) {
    case U's':
    case U't':
    case U'm':
    case U'd':
      return ends;
    case U'r':
    case U'v':
      return behind == U'e';
    case U'l':
      return behind == U'l';
    default:
      return false;
  }
}

/// What such a line comes to: Latin letters, marks that text processors put in, and what is lost.
bool is_european(char32_t cp) {
  const CharClass kind = char_class(cp);
  return cp < 0x80 || kind == CharClass::latin1 || kind == CharClass::latin_extended ||
         (cp >= 0x2010 && cp <= 0x203A) || cp == 0x20AC || cp == 0x2122 || cp == kReplacement;
}

/// Whether characters that may be letters stand within words. One that touches a word on one side
/// only may be a Chinese word beside it, and one that stands by itself even more so.
bool stand_in_words(std::u32string_view line) {
  std::size_t sides = 0;
  std::size_t alone = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!is_han(line[at])) continue;
    const bool before = at > 0 && is_small(line[at - 1]);
    const bool after = is_small_at(line, at + 1);
    const bool joins =
        (at > 0 && is_han(line[at - 1])) || (at + 1 < line.size() && is_han(line[at + 1]));
    alone += before || after || joins ? 0 : 1;
    sides += (before ? 1 : 0) + (after ? 1 : 0);
    if (line[at] == kHalfOfCurled && before) ++sides;
    if (is_curl_of_windows(line, at)) ++sides;
  }
  return sides >= (alone > 0 ? 4 : 2);
}

}  // namespace

bool may_be_latin_letter(char32_t cp) {
  if (!is_han(cp)) return false;
  const auto pair = pair_of(cp);
  if (!pair) return false;
  const auto [first, second] = *pair;
  const bool is_letter_of_two = first >= 0xC3 && first <= 0xC5 && second >= 0x80 && second < 0xC0;
  return is_letter_of_two || (first == 0xE2 && second == 0x80);
}

std::optional<LineSpan> repair_latin_words(std::u32string_view line, const LanguageModel& model) {
  auto letters = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_letter));
  const auto han = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_han));
  if (han == 0) return std::nullopt;
  std::size_t curls = 0;
  for (std::size_t at = 0; at < line.size(); ++at) curls += is_curl_of_windows(line, at) ? 1 : 0;
  letters += curls;  // each has one
  const std::size_t least = curls > 0 ? kLeastBesideCurls : kLeastLetters;
  if (letters < least || han * kLettersPerHan > letters) return std::nullopt;
  if (!stand_in_words(line)) return std::nullopt;
  static const Misread* const channels[] = {
      Registry::instance().find_misread("utf8-as-gbk"),
      Registry::instance().find_misread("windows-1252-as-gbk")};
  for (const Misread* channel : channels) {
    const QuickDecode decode = quick_decode(*channel, line, model);
    if (decode.characters == 0 || decode.failures > 0 ||
        count_lost(decode.text) > count_lost(line) ||
        !std::all_of(decode.text.begin(), decode.text.end(), is_european) ||
        model.score_text(decode.text) - model.score_text(line) < kRequiredGain) {
      continue;
    }
    return LineSpan{0, line.size(), std::string(channel->name()), decode.text, 1, {}};
  }
  return std::nullopt;
}

}  // namespace fuyuan
