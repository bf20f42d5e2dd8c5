#include "restore/triage/broken_utf8.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/triage/raw_fields.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kFewStray = 3;  ///< bytes: one broken character, or two
/// Characters in a row: between ASCII, and between bytes that are no UTF-8.
constexpr std::size_t kRunInAscii = 2;
constexpr std::size_t kRunInBytes = 4;
constexpr std::size_t kLeastPairs = 2;  ///< hanzi of a line of GBK
constexpr float kKnownShare = -13.0F;   ///< of a hanzi in use, log of its share of all text
constexpr std::size_t kLongest = 4;     ///< bytes of a character

bool goes_on(Symbol symbol) { return is_continuation(raw_byte(symbol)); }

/// Whether the bytes are one, or begin one character, or end one: that is what is left where UTF-8
/// was cut. Two of the latter may be a punctuation mark of GBK.
bool is_remnant(std::u32string_view bytes) {
  constexpr unsigned char kFirstMark = 0xA1;
  constexpr unsigned char kLastMark = 0xA3;
  if (bytes.size() == 1) return true;
  const unsigned char first = raw_byte(bytes[0]);
  if (bytes.size() == 3) {
    // One of them may have become another.
    const int fitting = (length_by_lead(first) == 3 ? 1 : 0) + (goes_on(bytes[1]) ? 1 : 0) +
                        (goes_on(bytes[2]) ? 1 : 0);
    if (fitting > 1) return true;
  }
  if (bytes.size() == 2 && goes_on(bytes[0]) && goes_on(bytes[1]))
    return first < kFirstMark || first > kLastMark;
  return length_by_lead(first) > bytes.size() &&
         std::all_of(bytes.begin() + 1, bytes.end(), goes_on);
}

/// Whether some of the bytes are none of UTF-8, be it broken, and none of its characters are there
/// that are beyond chance: letters that hardly any text has are pairs, and so is what begins a
/// character where another should go on.
bool cannot_be_broken_utf8(std::string_view line, const LanguageModel& model) {
  constexpr char32_t kFirstOddLetter = 0x180;  // behind the letters of Latin and of pinyin
  constexpr std::size_t kHangulOfText = 2;
  constexpr unsigned char kFirstOfTwo = 0xC0;  // behind the continuations
  constexpr unsigned char kFirstLead = 0xC2;   // C0 and C1 would begin what is shorter
  const auto byte_at = [&](std::size_t at) {
    return at < line.size() ? static_cast<unsigned char>(line[at]) : static_cast<unsigned char>(0);
  };
  std::size_t hangul = 0;
  bool has_other = false;
  for (std::size_t at = 0; at < line.size();) {
    const Utf8Char next = read_utf8(line.substr(at));
    if (next.length > 2) {
      hangul += char_class(next.code_point) == CharClass::hangul ? 1 : 0;
      const bool is_text = is_han(next.code_point) ? is_common_hanzi(next.code_point, model)
                                                   : is_chinese_sign(char_class(next.code_point)) ||
                                                         is_kana(next.code_point);
      if (is_text || hangul >= kHangulOfText) return false;
    }
    const unsigned char first = byte_at(at);
    const unsigned char second = byte_at(at + 1);
    const bool is_lead = next.length == 0 && first >= kFirstOfTwo && second >= 0x80;
    has_other = has_other || (next.length == 2 && next.code_point >= kFirstOddLetter) ||
                (is_lead && (!is_continuation(second) || first < kFirstLead));
    at += std::max<std::size_t>(next.length, 1);
  }
  return has_other;
}

/// Where the second bytes of pairs are ASCII, as half of Big5's are, what is between them is no
/// remnant of UTF-8.
void doubt_pairs(std::u32string_view line, std::vector<BrokenUtf8::Fragment>& fragments) {
  constexpr std::size_t kPairs = 4;  ///< bytes
  const auto is_second = [&](std::size_t at) { return line[at] >= 0x40 && line[at] < 0x7F; };
  for (std::size_t first = 0; first < fragments.size();) {
    std::size_t next = first + 1;
    while (next < fragments.size() && fragments[next].begin == fragments[next - 1].end + 1 &&
           is_second(fragments[next].begin - 1)) {
      ++next;
    }
    if (next > first + 1 && fragments[next - 1].end - fragments[first].begin >= kPairs) {
      for (std::size_t at = first; at < next; ++at) fragments[at].is_remnant = false;
    }
    first = next;
  }
}

}  // namespace

bool is_known_hanzi(char32_t cp, const LanguageModel& model) {
  return is_han(cp) && model.unigram(model.token(cp)) > kKnownShare;
}

/// A character, or a byte that is part of none.
struct BrokenUtf8::Unit {
  std::size_t begin = 0;
  std::size_t length = 1;
  char32_t code_point = 0;
  bool is_stray = false;
  bool is_trusted = false;
  bool is_of_field = false;  ///< a byte of a word of GBK

  bool is_ascii() const { return !is_stray && code_point < 0x80; }
};

bool BrokenUtf8::is_common(char32_t code_point) const {
  if (is_han(code_point)) {
    return is_common_hanzi(code_point, model_);
  }
  const CharClass kind = char_class(code_point);
  return is_chinese_sign(kind) || kind == CharClass::kana || kind == CharClass::hangul ||
         kind == CharClass::symbol || kind == CharClass::emoji;
}

bool BrokenUtf8::is_beyond_chance(const std::vector<Unit>& units, std::size_t begin,
                                  std::size_t end) const {
  const auto is_apart = [&](std::size_t at) { return at >= units.size() || units[at].is_ascii(); };
  const bool is_in_ascii = is_apart(begin - 1) && is_apart(end);
  return end - begin >= (is_in_ascii ? kRunInAscii : kRunInBytes) &&
         std::any_of(units.begin() + static_cast<std::ptrdiff_t>(begin),
                     units.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Unit& unit) { return is_han(unit.code_point); });
}

void BrokenUtf8::trust_runs(std::vector<Unit>& units, bool in_utf8) const {
  const auto is_apart = [&](std::size_t at) { return at >= units.size() || units[at].is_ascii(); };
  for (std::size_t begin = 0; begin < units.size();) {
    std::size_t end = begin;
    while (end < units.size() && units[end].length > 2 && is_text_character(units[end].code_point))
      ++end;
    const bool is_word = in_utf8 && is_apart(begin - 1) && is_apart(end);
    if (!is_word) {
      end = begin;
      while (end < units.size() && units[end].length > 2 && is_common(units[end].code_point)) ++end;
    }
    if (end > begin && (is_word || is_beyond_chance(units, begin, end))) {
      for (std::size_t at = begin; at < end; ++at) units[at].is_trusted = true;
    }
    begin = end + 1;
  }
}

void BrokenUtf8::trust_most(std::vector<Unit>& units, bool has_words) const {
  const auto doubts = [&](std::size_t at) {
    return at < units.size() && !units[at].is_ascii() && !units[at].is_of_field &&
           !units[at].is_trusted;
  };
  for (std::size_t at = 0; at < units.size(); ++at) {
    Unit& unit = units[at];
    const bool is_beside_stray =
        (at > 0 && units[at - 1].is_stray) || (at + 1 < units.size() && units[at + 1].is_stray);
    unit.is_trusted = unit.length > 1 && is_text_character(unit.code_point) &&
                      (!is_beside_stray || (unit.length > 2 && is_common(unit.code_point)));
  }
  // Bytes of another charset make characters of two by chance, one after the other, and single ones
  // of three.
  const auto is_by_chance = [&](std::size_t at) {
    return units[at].length == 2 || (has_words && (at == 0 || !units[at - 1].is_trusted) &&
                                     (at + 1 == units.size() || !units[at + 1].is_trusted));
  };
  for (std::size_t at = 1; at < units.size(); ++at) {
    if (doubts(at - 1) && is_by_chance(at)) units[at].is_trusted = false;
  }
  for (std::size_t at = units.size(); at-- > 0;) {
    if (doubts(at + 1) && is_by_chance(at)) units[at].is_trusted = false;
  }
}

void BrokenUtf8::trust_rest(std::vector<Unit>& units) {
  for (Unit& unit : units) unit.is_trusted = unit.length > 1 && is_text_character(unit.code_point);
}

void BrokenUtf8::trust_misread(std::vector<Unit>& units, std::span<const MisreadRun> misread) {
  auto run = misread.begin();
  for (Unit& unit : units) {
    while (run != misread.end() && run->end <= unit.begin) ++run;
    if (run == misread.end()) return;
    if (unit.begin >= run->begin && unit.length > 1) unit.is_trusted = true;
  }
}

bool BrokenUtf8::is_of_pairs(std::string_view line, const LanguageModel& model) {
  static const Charset& gbk = *find_charset("gb18030");
  std::size_t characters = 0;
  for (std::size_t at = 0; at < line.size();) {
    const DecodedChar decoded = gbk.decode(byte_view(line.substr(at, kLongest)));
    if (decoded.length == 0) return false;
    if (decoded.code_point >= 0x80) {
      const bool is_sign = is_chinese_sign(char_class(decoded.code_point));
      if (decoded.length != 2 || (!is_sign && !is_known_hanzi(decoded.code_point, model)))
        return false;
      characters += is_sign ? 0 : 1;
    }
    at += decoded.length;
  }
  return characters >= kLeastPairs && cannot_be_broken_utf8(line, model);
}

std::u32string BrokenUtf8::read(std::string_view line, bool in_utf8) const {
  const std::vector<MisreadRun> misread = find_misread_runs(line, model_);
  const bool is_of_gbk = misread.empty() && is_of_pairs(line, model_);
  const std::vector<RawField> fields =
      is_of_gbk ? std::vector<RawField>() : find_raw_fields(line, in_utf8, misread, model_);
  std::vector<Unit> units;
  Utf8Census census;
  auto field = fields.begin();
  for (std::size_t at = 0; at < line.size();) {
    if (field != fields.end() && at == field->end) ++field;
    const std::size_t next_field = field == fields.end() ? line.size() : field->begin;
    if (at >= next_field && field != fields.end()) {
      const auto byte = static_cast<unsigned char>(line[at]);
      units.push_back({at, 1, byte, byte >= 0x80, false, true});
      ++at;
      continue;
    }
    const Utf8Char next = read_utf8(line.substr(at, next_field - at));
    census.add(line, at, next.length);
    units.push_back({at, std::max<std::size_t>(next.length, 1), next.code_point, next.length == 0});
    at += units.back().length;
  }
  const bool is_mostly = census.is_for_the_most_part() ||
                         (in_utf8 && (census.stray <= kFewStray || census.whole >= census.stray));
  const bool is_other = census.has_marks || is_of_gbk;
  if (!fields.empty() && census.stray == 0)
    trust_rest(units);
  else if (is_mostly && !is_other)
    trust_most(units, census.stray > kFewStray);
  else if (!is_other)
    trust_runs(units, in_utf8);
  trust_misread(units, misread);
  std::u32string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    // A zero beside bytes that make no character was one of them.
    const bool is_zeroed =
        unit.is_ascii() && unit.code_point == 0 &&
        ((i > 0 && units[i - 1].is_stray) || (i + 1 < units.size() && units[i + 1].is_stray));
    if ((unit.is_ascii() && !is_zeroed) || unit.is_trusted) {
      out.push_back(unit.code_point);
      continue;
    }
    for (const char c : line.substr(unit.begin, unit.length))
      out.push_back(raw_symbol(static_cast<unsigned char>(c)));
  }
  return out;
}

std::vector<BrokenUtf8::Fragment> BrokenUtf8::find_fragments(std::u32string_view line) {
  std::vector<Fragment> fragments;
  for (std::size_t begin = 0; begin < line.size(); ++begin) {
    if (!is_raw(line[begin])) continue;
    std::size_t end = begin;
    while (end < line.size() && is_raw(line[end])) ++end;
    fragments.push_back({begin, end, fuyuan::is_remnant(line.substr(begin, end - begin))});
    begin = end;
  }
  doubt_pairs(line, fragments);
  return fragments;
}

bool BrokenUtf8::is_in(std::u32string_view line, bool in_utf8) {
  const std::vector<Fragment> fragments = find_fragments(line);
  if (fragments.empty()) return false;
  if (std::any_of(line.begin(), line.end(),
                  [](Symbol symbol) { return symbol >= 0x80 && !is_raw(symbol); })) {
    return true;
  }
  return in_utf8 && std::all_of(fragments.begin(), fragments.end(),
                                [](const Fragment& fragment) { return fragment.is_remnant; });
}

}  // namespace fuyuan
