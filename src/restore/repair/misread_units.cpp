#include "restore/repair/misread_units.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <unicode/uchar.h>

#include "charset/charset.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-gbk";
/// Hanzi that stand beside Latin letters in healthy text as well.
constexpr std::u32string_view kCommon = U"每没么毛猫帽忙楼梅枚煤酶霉媒";
constexpr std::size_t kWord = 3;  ///< letters, behind which no hanzi but a Latin letter ends

bool is_small(char32_t cp) { return cp >= U'a' && cp <= U'z'; }

/// The signs of Latin-1 whose two bytes in UTF-8 GBK has for a hanzi, by the hanzi; 0: none.
class Signs {
 public:
  static char32_t of(Symbol symbol) {
    static const Signs instance;
    return is_han(symbol) && symbol >= kFirst ? instance.signs_[symbol - kFirst] : 0;
  }

 private:
  static constexpr char32_t kFirst = 0x4E00;
  static constexpr char32_t kLast = 0x9FFF;

  Signs() {
    const Charset& gbk = *find_charset("gb18030");
    for (unsigned sign = kNoBreakSpace; sign <= 0xFF; ++sign) {
      const std::array<unsigned char, 2> bytes = {
          static_cast<unsigned char>(0xC0U | sign >> 6U),
          static_cast<unsigned char>(0x80U | (sign & 0x3FU))};
      const DecodedChar decoded = gbk.decode(bytes);
      if (decoded.length == 2 && is_han(decoded.code_point) && decoded.code_point >= kFirst)
        signs_[decoded.code_point - kFirst] = static_cast<unsigned char>(sign);
    }
  }

  std::array<unsigned char, kLast + 1 - kFirst> signs_{};
};

/// A hanzi and the line around it.
struct Place {
  std::u32string_view before;
  std::u32string_view behind;

  char32_t last() const { return before.empty() ? U'\n' : before.back(); }
  char32_t next() const { return at_or_end(behind, 0); }
};

std::u32string_view without_blanks(std::u32string_view text) {
  while (!text.empty() && text.front() == U' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == U' ') text.remove_suffix(1);
  return text;
}

bool is_year(std::u32string_view text) {
  return count_digits(text) == 4 && (text.starts_with(U"19") || text.starts_with(U"20")) &&
         at_or_end(text, 4) != U'年';
}

/// Whether the sign of a measure, or of who owns something, stands there as it does.
bool is_unit(char32_t sign, const Place& place) {
  const std::u32string_view before = without_blanks(place.before);
  const std::u32string_view behind = without_blanks(place.behind);
  const bool is_before_number = count_digits(behind) > 0;
  const bool is_behind_number = !before.empty() && is_digit(before.back());
  switch (sign) {
    case U'°':
      return is_digit(place.last()) && !is_han(place.next());
    case U'×':
    case U'±':
      return is_before_number && is_behind_number;
    case U'²':
      return place.last() == U'm' && !is_han(place.next()) &&
             (place.before.size() < 2 || !is_small(place.before[place.before.size() - 2]) ||
              place.before.ends_with(U"km") || place.before.ends_with(U"cm"));
    case U'©':
      return (before.empty() || place.last() == U' ') &&
             !is_digit(before.empty() ? U' ' : before.back()) && is_year(behind);
    default:
      return false;
  }
}

/// Whether the sign stands as such signs do, whatever was misread around it.
bool is_sign_there(char32_t sign, const Place& place) {
  switch (sign) {
    case U'¥':
    case U'£':
      return is_digit(place.next());
    case U'³':
      return place.last() == U'm';
    case U'®':
      return is_letter(place.last());
    case U'¿':
    case U'¡':
      return is_letter(place.next());
    case U'«':
      return place.next() != U' ' && place.behind.find(U'禄') != std::u32string_view::npos;
    case U'»':
      return place.last() != U' ' && place.before.find(U'芦') != std::u32string_view::npos;
    default:
      return is_unit(sign, place);
  }
}

bool is_accented(char32_t sign) {
  return sign >= 0xC0 && sign != U'×' && sign != U'÷' && u_islower(static_cast<UChar32>(sign)) != 0;
}

/// Whether the letter stands within a word; or at its end, which others have to tell of.
bool is_within_word(const Place& place) {
  return is_letter(place.last()) && is_small(place.next());
}

bool ends_word(const Place& place) {
  return is_small(place.last()) && place.next() < 0x80 && !is_letter(place.next()) &&
         !is_digit(place.next());
}

/// Whether so many letters stand before it that no hanzi is written behind them without a blank,
/// where there is one behind it.
bool ends_long_word(const Place& place) {
  std::size_t letters = 0;
  while (letters < place.before.size() &&
         is_letter(place.before[place.before.size() - 1 - letters])) {
    ++letters;
  }
  return letters > kWord && ends_word(place) && place.next() == U' ';
}

}  // namespace

bool may_have_misread_units(std::string_view bytes) {
  for (std::size_t at = 0; at + 2 < bytes.size(); ++at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    if (byte(0) < 0xE4 || byte(0) > 0xE9) continue;
    const char32_t hanzi = (byte(0) & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    // They stand beside ASCII.
    const bool is_beside = at == 0 || static_cast<unsigned char>(bytes[at - 1]) < 0x80 ||
                           at + 3 == bytes.size() || byte(3) < 0x80;
    if (is_beside && Signs::of(hanzi) != 0) return true;
    at += 2;
  }
  return false;
}

std::vector<LineSpan> find_misread_units(std::u32string_view line) {
  std::vector<LineSpan> spans;
  std::vector<LineSpan> weak;
  bool is_any_letter = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char32_t sign = Signs::of(line[at]);
    if (sign == 0) continue;
    const Place place{line.substr(0, at), line.substr(at + 1)};
    LineSpan span{at, at + 1, std::string(kChannel), std::u32string(1, sign), 1, {}};
    const bool is_common = kCommon.find(line[at]) != std::u32string_view::npos;
    if (is_unit(sign, place)) {
      spans.push_back(std::move(span));
    } else if (is_accented(sign) && !is_common &&
               (is_within_word(place) || ends_long_word(place))) {
      is_any_letter = true;
      spans.push_back(std::move(span));
    } else if (is_accented(sign) && (is_within_word(place) || ends_word(place))) {
      weak.push_back(std::move(span));
    }
  }
  if (!is_any_letter) return spans;
  std::move(weak.begin(), weak.end(), std::back_inserter(spans));
  std::sort(spans.begin(), spans.end(),
            [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
  return spans;
}

bool stays_hanzi(std::u32string_view line, const LanguageModel& model) {
  constexpr char32_t kFirstLetter = 0xC0;
  bool is_any = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] < 0x80) continue;
    const char32_t sign = Signs::of(line[at]);
    const Place place{line.substr(0, at), line.substr(at + 1)};
    const bool is_letter = sign >= kFirstLetter && sign != U'×' && sign != U'÷';
    if (sign == 0 || is_letter || !is_everyday_character(line[at], model) || place.last() >= 0x80 ||
        place.next() >= 0x80 || is_sign_there(sign, place)) {
      return false;
    }
    is_any = true;
  }
  return is_any;
}

}  // namespace fuyuan
