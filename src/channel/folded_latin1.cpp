#include "channel/folded_latin1.hpp"

#include <algorithm>
#include <array>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

struct Fold {
  std::u32string_view folded;
  unsigned char byte;
  float log_probability;
};

/// Digits and letters may be just that; the rest is hardly anything else in such a line.
constexpr float kMayBeMeant = -1.5F;
constexpr float kSure = -0.1F;
constexpr float kEitherCase = -0.3F;  ///< a letter that may have been the other one

constexpr auto kFolds = std::to_array<Fold>({
    {U"1⁄4", 0xBC, kSure},
    {U"1⁄2", 0xBD, kSure},
    {U"3⁄4", 0xBE, kSure},
    {U" \u0301", 0xB4, kSure},
    {U" \u0308", 0xA8, kSure},
    {U" \u0304", 0xAF, kSure},
    {U" \u0327", 0xB8, kSure},
    {U" \u0303", 0x98, kSure},
    {U"μ", 0xB5, kSure},
    {U"...", 0x85, kMayBeMeant},
    {U"TM", 0x99, kMayBeMeant},
    {U"1", 0xB9, kMayBeMeant},
    {U"2", 0xB2, kMayBeMeant},
    {U"3", 0xB3, kMayBeMeant},
    {U"a", 0xAA, kMayBeMeant},
    {U"o", 0xBA, kMayBeMeant},
    {U" ", 0xA0, kMayBeMeant},
});

/// What normalization leaves nothing of.
constexpr std::u32string_view kGone = U"ªº²³¹¼½¾´¨¯¸µ";
constexpr std::ptrdiff_t kLeastLetters = 5;

constexpr std::size_t kMostInRow = 8;  ///< ASCII between two letters of a misread

/// Whether the ASCII at `at` may have been bytes: letters of the misread stand beside it, with
/// nothing but such ASCII between them. Dates and numbers of records stand by themselves.
bool is_among_bytes(std::u32string_view symbols, std::size_t at) {
  constexpr std::u32string_view kAscii = U"123ao TM.";
  const auto may_be_byte = [&](std::size_t i) {
    return kAscii.find(symbols[i]) != std::u32string_view::npos;
  };
  const auto is_byte = [&](std::size_t i) {
    const bool ends_fraction = i > 0 && symbols[i] == U'4' && symbols[i - 1] == U'⁄';
    return ends_fraction || (symbols[i] >= 0x80 && !is_chinese_text(symbols[i]));
  };
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMostInRow && may_be_byte(begin - 1)) --begin;
  std::size_t end = at;
  while (end < symbols.size() && end - at < kMostInRow && may_be_byte(end)) ++end;
  if (begin == 0 && end == symbols.size()) return true;  // and nothing tells
  return (begin > 0 && is_byte(begin - 1)) || (end < symbols.size() && is_byte(end));
}

/// Whether a blank by itself may be the byte A0, which is no first one of any common character.
bool may_be_second(std::u32string_view symbols, std::size_t at) {
  constexpr std::u32string_view kFolded = U"1234aoM.";
  return at > 0 &&
         (symbols[at - 1] >= 0x80 || kFolded.find(symbols[at - 1]) != std::u32string_view::npos);
}

bool is_latin1_letter(Symbol s) { return s >= 0xC0 && s <= 0xFF; }

bool is_capital_letter(Symbol s) { return s >= 0xC0 && s <= 0xDE && s != U'×'; }

bool is_small_letter(Symbol s) { return s >= 0xE0 && s <= 0xFE && s != U'÷'; }

}  // namespace

Controls find_controls(std::u32string_view symbols) {
  constexpr std::u32string_view kWindows = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
  std::ptrdiff_t leads = 0;
  std::ptrdiff_t others = 0;
  std::ptrdiff_t marks = 0;
  for (const Symbol s : symbols) {
    if (is_raw(s) || (s >= 0x80 && s < 0xA0)) return Controls::shown;
    marks += is_mark(s) ? 1 : 0;
    if (s < 0x80 || s == kReplacement) continue;
    const bool may_be_of_windows = s >= U'Œ' && s <= U'™';
    if (may_be_of_windows && kWindows.find(s) != std::u32string_view::npos) return Controls::shown;
    const bool is_lead = s >= 0xE2 && s <= 0xEF;
    leads += is_lead ? 1 : 0;
    others += is_lead || (s >= 0xA0 && s < 0xC0) ? 0 : 1;
  }
  if (leads < kLeastLetters || others * 10 >= leads) return Controls::shown;
  // Of the two bytes behind a lead one is a control on average.
  if (marks * 2 > leads) return Controls::marked;
  return std::count(symbols.begin(), symbols.end(), U' ') * 2 > leads ? Controls::spaces
                                                                      : Controls::dropped;
}

LetterCase find_letter_case(std::u32string_view symbols) {
  constexpr std::size_t kEnough = 8;
  // One letter of GBK in three or four is a small one: the first bytes of common characters are
  // capitals or none.
  constexpr std::size_t kEnoughSmall = 5;
  // So many have no small one by chance in one text of three hundred. Half of GBK is no letters.
  constexpr std::size_t kEnoughCapital = 16;
  std::size_t all = 0;
  std::size_t small = 0;
  std::size_t capital = 0;
  std::size_t no_lead = 0;  // letters that no UTF-8 has, or hardly any
  std::size_t other_small = 0;
  std::size_t other_capital = 0;
  // Windows-1252 has ÿ for FF, which no Chinese charset has, and Ÿ for 9F.
  const bool was_capital = symbols.find(U'ÿ') != std::u32string_view::npos;
  for (const Symbol s : symbols) {
    if (s < 0x80) continue;
    const bool is_small = is_small_letter(s);
    const bool is_capital = is_capital_letter(s);
    small += is_small ? 1 : 0;
    // The first letter of a heading is a capital in any case.
    capital += is_capital && all > 0 ? 1 : 0;
    no_lead += (is_small && s > 0xF0) || (is_capital && s > 0xCF) ? 1 : 0;
    other_small += s == U'š' || s == U'œ' || s == U'ž' || s == U'ÿ' || s == U'ß' ? 1 : 0;
    other_capital += s == U'Š' || s == U'Œ' || s == U'Ž' || s == U'Ÿ' ? 1 : 0;
    ++all;
    if (small > 0 && capital > 0) return LetterCase::mixed;
  }
  const std::size_t letters = std::max(small, capital);
  if (small >= kEnoughSmall && small * 5 > 2 * all) return LetterCase::lower;
  if (letters < kEnough) return LetterCase::mixed;
  // Of UTF-8 one byte in three is a lead byte, all of them small letters to begin with and none
  // past EF; of GBK folded so, one in two is a letter.
  const bool is_by_chance = capital < kEnoughCapital && capital + 1 < all;
  if (capital * 5 > 2 * all && is_by_chance) return LetterCase::mixed;
  if (capital * 5 > 2 * all) return other_small == 0 ? LetterCase::upper : LetterCase::mixed;
  if (no_lead > 0) return LetterCase::mixed;
  if (small == 0) return other_small == 0 ? LetterCase::upper_utf8 : LetterCase::mixed;
  // Of the bytes that Windows has other letters for, half are capitals.
  constexpr std::size_t kNoChance = 8;
  return other_capital == 0 && (was_capital || other_small >= kNoChance) ? LetterCase::lower_utf8
                                                                         : LetterCase::mixed;
}

LetterCase find_letter_case(std::u32string_view symbols, LetterCase of_document) {
  const bool is_upper = of_document == LetterCase::upper || of_document == LetterCase::upper_utf8;
  const bool has_small = std::any_of(symbols.begin(), symbols.end(), is_small_letter);
  const bool has_capital = std::any_of(symbols.begin(), symbols.end(), is_capital_letter);
  const LetterCase of_line = find_letter_case(symbols);
  const bool agrees = is_upper ? has_capital && !has_small : has_small && !has_capital;
  return of_line == LetterCase::mixed && agrees ? of_document : of_line;
}

void read_cased(const Observed& observed, std::size_t at, std::vector<Reading>& out) {
  const Symbol symbol = observed.symbols[at];
  const LetterCase letter_case = observed.letter_case;
  const bool is_utf8 =
      letter_case == LetterCase::lower_utf8 || letter_case == LetterCase::upper_utf8;
  const bool is_upper = letter_case == LetterCase::upper || letter_case == LetterCase::upper_utf8;
  const auto read_as = [&](std::initializer_list<unsigned char> bytes) {
    ByteSet set;
    for (const unsigned char byte : bytes) set.set(byte);
    Reading reading;
    reading.codes[0] = bytes.size() == 1 ? *bytes.begin() : intern(set);
    reading.size = 1;
    reading.log_probability = bytes.size() == 1 ? 0 : kEitherCase;
    out = {reading};
  };
  const bool is_capital = is_capital_letter(symbol);
  const bool is_small = is_small_letter(symbol);
  const auto byte = static_cast<unsigned char>(symbol);
  const auto other = static_cast<unsigned char>(is_upper ? byte + 0x20 : byte - 0x20);
  if (is_upper ? is_capital : is_small) {
    if (!is_utf8) read_as({byte, other});
    if (letter_case == LetterCase::upper_utf8) read_as({other});
    return;
  }
  switch (symbol) {
    case U'š':
    case U'Š':
      return read_as({0x8A, 0x9A});
    case U'œ':
    case U'Œ':
      return read_as({0x8C, 0x9C});
    case U'ž':
    case U'Ž':
      return read_as({0x8E, 0x9E});
    case U'ÿ':
    case U'Ÿ':
      return is_utf8 ? read_as({0x9F}) : read_as({0x9F, 0xFF});
    case U'Ƒ':
      return read_as({0x83});
    case U'Μ':
      return read_as({0xB5});
    default:
      break;
  }
  if (letter_case == LetterCase::upper && observed.symbols.substr(at).starts_with(U"SS")) {
    Reading reading;
    reading.codes[0] = 0xDF;
    reading.size = 1;
    reading.consumed = 2;
    reading.log_probability = kMayBeMeant;
    out.push_back(reading);
  }
}

bool is_folded(std::u32string_view symbols) {
  if (std::count_if(symbols.begin(), symbols.end(), is_latin1_letter) < kLeastLetters) return false;
  if (symbols.find_first_of(kGone) != std::u32string_view::npos) return false;
  return std::any_of(kFolds.begin(), kFolds.end(), [&](const Fold& fold) {
    return fold.log_probability == kSure && symbols.find(fold.folded) != std::u32string_view::npos;
  });
}

void read_folded(const Observed& observed, std::size_t at, std::vector<Reading>& out) {
  const std::u32string_view rest = observed.symbols.substr(at);
  for (const Fold& fold : kFolds) {
    if (!rest.starts_with(fold.folded)) continue;
    const bool is_by_itself = fold.folded.size() == 1 && fold.folded[0] < 0x80;
    if (is_by_itself && !is_among_bytes(observed.symbols, at)) continue;
    if (fold.folded == U" " && !may_be_second(observed.symbols, at)) continue;
    Reading reading;
    reading.codes[0] = fold.byte;
    reading.size = 1;
    reading.consumed = static_cast<std::uint8_t>(fold.folded.size());
    reading.log_probability = fold.log_probability;
    out.push_back(reading);
  }
}

}  // namespace fuyuan
