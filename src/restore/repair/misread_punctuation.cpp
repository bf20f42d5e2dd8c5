#include "restore/repair/misread_punctuation.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "restore/measure/letter_bytes.hpp"
#include "restore/repair/shown_sign.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// What the rows of marks, of full-width forms, of numbers in circles and of Greek begin with.
constexpr std::u32string_view kFirstLetters = U"¡£¢¦";
/// Brackets and their partners.
constexpr std::u32string_view kOpeningBrackets = U"〈《「『【〖〔";
constexpr std::u32string_view kClosingBrackets = U"〉》」』】〗〕";
/// Signs that stand behind numbers only.
constexpr std::u32string_view kBehindNumbers = U"℃°‰′″％";

/// How well a sign stands where it does.
enum class Fit : std::uint8_t {
  none,   ///< it would be no better than the letters
  loose,  ///< it may stand there
  tight,  ///< it is at home there, and the letters are not
};

bool is_in(char32_t cp, std::u32string_view set) {
  return set.find(cp) != std::u32string_view::npos;
}

/// Of Latin, with or without an accent.
bool is_alphabetic(char32_t cp) {
  const CharClass kind = char_class(cp);
  return is_letter(cp) || (kind == CharClass::latin1 && cp >= 0xC0) ||
         kind == CharClass::latin_extended;
}

bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp) || is_han(cp); }

/// Whether it may stand between a word and its quotation marks.
bool is_gap(char32_t cp) {
  return cp == 0 || cp == U' ' || cp == U'\t' || cp == kNoBreakSpace || cp == 0x3000;
}

/// A sign and what stands around it, as it was.
struct Place {
  char32_t sign = 0;
  char32_t before = 0;       ///< 0: the line begins
  char32_t behind = 0;       ///< 0: the line ends
  char32_t near_before = 0;  ///< the same behind blanks
  char32_t near_behind = 0;
  bool is_opened = false;    ///< of a closing bracket: its partner stands before it
  bool begins_line = false;  ///< nothing stands before it but blanks
  bool is_repeated = false;  ///< the same stands right beside it
};

Fit fit_quote(const Place& place) {
  constexpr std::u32string_view kOpening = U"([{-–—/：:,，“‘";
  constexpr std::u32string_view kClosing = U".,;:!?)]}-–—/，。；：！？、”’…";
  const bool begins = is_gap(place.before) || is_in(place.before, kOpening) || is_han(place.before);
  const bool ends = is_gap(place.behind) || is_in(place.behind, kClosing) || is_han(place.behind);
  const bool opens = place.sign == U'“' || place.sign == U'‘';
  if (place.sign == U'’' && is_alphabetic(place.before) && is_alphabetic(place.behind))
    return Fit::tight;
  if (opens) return begins && !is_gap(place.behind) ? Fit::tight : Fit::loose;
  return ends && !is_gap(place.before) ? Fit::tight : Fit::loose;
}

/// Closing brackets of East Asian text. Spanish cries and asks at once, `¡¿`, which is one of them.
Fit fit_closing(const Place& place) { return place.is_opened ? Fit::tight : Fit::none; }

/// Marks of East Asian text, full-width forms among them.
Fit fit_wide(const Place& place) {
  constexpr char32_t kFirst = 0xFF01;
  constexpr char32_t kLast = 0xFF5E;
  const bool is_form = place.sign >= kFirst && place.sign <= kLast;
  const char32_t narrow = is_form ? place.sign - kFirst + U'!' : place.sign;
  if (is_letter(narrow) || is_digit(narrow)) return place.is_repeated ? Fit::tight : Fit::loose;
  if (is_form && !is_in(narrow, U"!(),.:;?-/~+=<>&*#@[]")) return Fit::none;
  if (is_form && is_in(narrow, U"<>&*#@+=[]")) return Fit::loose;
  const bool is_beside_word = is_word(place.near_before) || is_word(place.near_behind);
  return is_beside_word ? Fit::tight : Fit::loose;
}

Fit fit_measure(const Place& place) {
  const bool is_behind_number = is_digit(place.near_before);
  const bool is_before_number = is_digit(place.near_behind);
  if (is_in(place.sign, kBehindNumbers)) return is_behind_number ? Fit::tight : Fit::none;
  switch (place.sign) {
    case U'×':
    case U'÷':
    case U'∶':
      return is_behind_number && is_before_number ? Fit::tight : Fit::loose;
    default:  // ± ≤ ≥ ≈ ≠ ＄ ￥ ￡
      return is_digit(place.behind) ? Fit::tight : Fit::loose;
  }
}

/// Bullets, stars, arrows and numbers in circles.
Fit fit_bullet(const Place& place) {
  if (place.is_repeated) return Fit::tight;
  const bool is_arrow = is_in(place.sign, U"→←↑↓");
  if (is_arrow && is_word(place.near_before) && is_word(place.near_behind)) return Fit::tight;
  if (!place.begins_line) return Fit::loose;
  // Spanish opens a cry with the first of the letters, which no blank follows.
  return is_gap(place.behind) && place.near_behind != 0 ? Fit::tight : Fit::loose;
}

Fit fit(const Place& place) {
  constexpr char32_t kFirstGreek = 0x391;
  constexpr char32_t kLastGreek = 0x3C9;
  constexpr char32_t kFirstCircled = 0x2460;
  constexpr char32_t kLastListed = 0x249B;
  const char32_t sign = place.sign;
  if (is_in(sign, U"“”‘’")) return fit_quote(place);
  if (is_in(sign, U"—…～·")) {
    const bool joins = is_word(place.before) && is_word(place.behind);
    const bool is_apart = place.before == U' ' && place.behind == U' ';
    const bool follows = is_in(sign, U"—…") && is_word(place.before);
    return joins || is_apart || follows || place.is_repeated ? Fit::tight : Fit::loose;
  }
  if (is_in(sign, U"×÷±≤≥≈≠＄￥￡∶") || is_in(sign, kBehindNumbers)) return fit_measure(place);
  if (is_in(sign, kClosingBrackets)) return fit_closing(place);
  if (is_in(sign, U"、。") || is_in(sign, kOpeningBrackets) || (sign >= 0xFF01 && sign <= 0xFF5E))
    return fit_wide(place);
  if (is_in(sign, U"★☆●○◎◇◆□■△▲※→←↑↓§№√") || (sign >= kFirstCircled && sign <= kLastListed))
    return fit_bullet(place);
  if (sign >= kFirstGreek && sign <= kLastGreek) {
    const bool is_unit = is_digit(place.near_before) && !is_digit(place.behind);
    const bool is_prefix = is_gap(place.before) && place.behind == U'-';
    return is_unit || is_prefix ? Fit::tight : Fit::loose;
  }
  // Paragraphs of Chinese are indented by two; Spanish cries with less.
  if (sign == 0x3000) {
    const bool is_indent = place.begins_line && place.is_repeated && is_han(place.near_behind);
    return is_indent ? Fit::tight : Fit::loose;
  }
  return Fit::none;
}

/// Signs that may stand anywhere, beside others that are at home where they are.
bool may_be_loose(char32_t sign) {
  return sign == 0x3000 || is_in(sign, U"“”‘’—…～·、。★☆●○◎◇◆□■△▲※→←↑↓§№√×±") ||
         (sign >= 0xFF01 && sign <= 0xFF5E);
}

/// What stands around the signs at `places` of the text.
std::vector<Place> list_places(std::u32string_view text, const std::vector<std::size_t>& places) {
  std::vector<Place> out(places.size());
  char32_t near = 0;
  std::u32string open;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size() && done < places.size(); ++at) {
    const std::size_t closing = kClosingBrackets.find(text[at]);
    if (places[done] == at) {
      Place& place = out[done++];
      place.sign = text[at];
      if (at > 0) place.before = text[at - 1];
      if (at + 1 < text.size()) place.behind = text[at + 1];
      place.near_before = near;
      place.begins_line = near == 0;
      place.is_repeated = place.before == place.sign || place.behind == place.sign;
      place.is_opened = closing != std::u32string_view::npos &&
                        open.find(kOpeningBrackets[closing]) != std::u32string::npos;
    }
    if (is_in(text[at], kOpeningBrackets) && !is_in(text[at], open)) open.push_back(text[at]);
    if (!is_gap(text[at])) near = text[at];
  }
  near = 0;
  for (std::size_t at = text.size(); at > 0 && done > 0; --at) {
    if (places[done - 1] == at - 1) out[--done].near_behind = near;
    if (!is_gap(text[at - 1])) near = text[at - 1];
  }
  return out;
}

/// A second byte that is ASCII, as Big5 has them, makes a mark only where the first letter begins
/// no word, as it does in Spanish: `the best¡K`, and `the best¡Xand` where the line has others.
bool may_end_in_ascii(std::u32string_view line, std::size_t at, bool has_others) {
  constexpr char32_t kDash = U'X';
  const char32_t before = at > 0 ? line[at - 1] : 0;
  const char32_t behind = at + 2 < line.size() ? line[at + 2] : 0;
  if (before == U' ') return behind == U' ';
  return is_word(before) && (!is_word(behind) || (has_others && line[at + 1] == kDash));
}

}  // namespace

bool MisreadPunctuation::may_be_in(std::string_view bytes) {
  constexpr std::string_view kFirst = "\xA1\xA2\xA3\xA6";  // of ¡, ¢, £ and ¦, behind C2
  for (std::size_t at = bytes.find('\xC2'); at != std::string_view::npos && at + 2 < bytes.size();
       at = bytes.find('\xC2', at + 1)) {
    if (kFirst.find(bytes[at + 1]) == std::string_view::npos) continue;
    const auto next = static_cast<unsigned char>(bytes[at + 2]);
    if (next == 0xC2 || next == 0xC3 || (next >= 0x40 && next <= 0x7E)) return true;
  }
  return false;
}

char32_t MisreadPunctuation::sign_at(std::u32string_view line, std::size_t at,
                                     bool has_others) const {
  if (!is_in(line[at], kFirstLetters) || at + 1 >= line.size()) return 0;
  const char32_t second = line[at + 1];
  const bool is_ascii = second >= 0x40 && second <= 0x7E;
  if (is_ascii && !may_end_in_ascii(line, at, has_others)) return 0;
  const std::array<unsigned char, 2> bytes = {
      letter_byte(line[at]), is_ascii ? static_cast<unsigned char>(second) : letter_byte(second)};
  if (bytes[1] == 0) return 0;
  const DecodedChar decoded = channel_.original().decode(bytes);
  if (decoded.length != 2) return 0;
  const bool is_sign =
      fit({.sign = decoded.code_point}) != Fit::none || is_in(decoded.code_point, kBehindNumbers);
  return is_sign || !is_ascii ? decoded.code_point : 0;
}

std::vector<LineSpan> MisreadPunctuation::find(std::u32string_view line) const {
  std::vector<LineSpan> spans = find(line, false);
  if (!spans.empty()) spans = find(line, true);
  std::erase_if(
      spans, [&](const LineSpan& span) { return stands_alone_quoted(line, span.begin, span.end); });
  return spans;
}

std::vector<LineSpan> MisreadPunctuation::find(std::u32string_view line, bool has_others) const {
  std::vector<LineSpan> spans;
  std::vector<std::size_t> places;  // of their signs in the text
  std::u32string text;
  bool is_behind_letter = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char32_t sign = sign_at(line, at, has_others);
    const bool is_letter = sign == 0 && letter_byte(line[at]) != 0;
    // Letters side by side are of something else.
    if (is_behind_letter && (is_letter || sign != 0)) return {};
    is_behind_letter = is_letter;
    text.push_back(sign != 0 ? sign : line[at]);
    if (sign == 0) continue;
    spans.push_back({at, at + 2, std::string(channel_.name()), std::u32string(1, sign), 1, {}});
    places.push_back(text.size() - 1);
    ++at;
    is_behind_letter = false;
  }
  bool is_sure = is_known_ || has_others;
  const std::vector<Place> around = list_places(text, places);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Fit found = fit(around[i]);
    is_sure |= found == Fit::tight;
    if (found == Fit::tight) continue;
    // Of letters that begin words nothing is made that is not at home there.
    const bool begins_word =
        is_alphabetic(line[spans[i].begin + 1]) && is_alphabetic(around[i].behind);
    if (found == Fit::none || begins_word || !may_be_loose(around[i].sign)) return {};
  }
  return is_sure ? spans : std::vector<LineSpan>();
}

}  // namespace fuyuan
