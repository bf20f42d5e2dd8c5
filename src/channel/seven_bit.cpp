#include "channel/seven_bit.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char kShiftOut = '\x0E';
constexpr char kShiftIn = '\x0F';
constexpr std::string_view kDesignation = "$)A";
constexpr char32_t kFirst = 0x21;
constexpr char32_t kLast = 0x7E;
constexpr char32_t kLastRow = 0x77;  ///< so that `}` ends a run of HZ

constexpr float kDesignationLeft = -2.0F;

struct Notation {
  std::string_view habit;
  std::string_view begin;
  std::string_view end;
  bool names_charset = false;  ///< once a line
};
constexpr Notation kNotations[] = {{"bare", "", "", false},
                                   {"hz", "~{", "~}", false},
                                   {"hz-braces", "{", "}", false},
                                   {"iso-2022-cn", "\x0E", "\x0F", true},
                                   {"iso-2022-cn-shifts", "\x0E", "\x0F", true}};

/// The two bytes without their eighth bits, or nothing.
std::string to_seven_bits(char32_t cp) {
  const EncodedChar encoded = find_charset("gb18030")->encode(cp);
  if (encoded.length != 2 || encoded.bytes[0] <= 0xA0 || encoded.bytes[1] <= 0xA0 ||
      read_seven_bit_pair(encoded.bytes[0] & 0x7FU, encoded.bytes[1] & 0x7FU) != cp) {
    return {};
  }
  return {static_cast<char>(encoded.bytes[0] & 0x7F), static_cast<char>(encoded.bytes[1] & 0x7F)};
}

}  // namespace

char32_t read_seven_bit_pair(char32_t lead, char32_t trail) noexcept {
  if (lead < kFirst || lead > kLastRow || trail < kFirst || trail > kLast) return 0;
  const unsigned char bytes[2] = {static_cast<unsigned char>(lead | 0x80),
                                  static_cast<unsigned char>(trail | 0x80)};
  // GB 18030 has the dash and the middle dot that everybody means.
  static const Charset& charset = *find_charset("gb18030");
  const DecodedChar decoded = charset.decode(bytes);
  const bool is_character = decoded.length == 2 && char_class(decoded.code_point) != CharClass::pua;
  return is_character ? decoded.code_point : 0;
}

EscapeHabits SevenBit::learn(std::string_view text, bool is_whole) const {
  static_cast<void>(text);
  EscapeHabits habits;
  habits.escapes_ascii = is_whole;
  return habits;
}

EscapeMatch SevenBit::match(std::string_view text, std::size_t at,
                            const EscapeHabits& habits) const {
  const char first = text[at];
  if (first == '$') {  // what is left of a designation at a line's beginning
    const bool is_left = habits.escapes_ascii && text.substr(at).starts_with(kDesignation) &&
                         text.find(kShiftOut, at) != std::string_view::npos;
    return is_left ? EscapeMatch{kDesignation.size(), {}} : EscapeMatch{};
  }
  if (first == '~') {
    const bool is_tilde = habits.escapes_ascii && text.substr(at + 1).starts_with("~");
    return is_tilde ? EscapeMatch{2, U"~"} : EscapeMatch{};
  }
  const char close = first == '{' ? '}' : kShiftIn;
  EscapeMatch found;
  std::size_t end = at + 1;
  while (end + 1 < text.size() && text[end] != close && text[end] != '\n') {
    const char32_t cp = read_seven_bit_pair(static_cast<unsigned char>(text[end]),
                                            static_cast<unsigned char>(text[end + 1]));
    if (cp == 0) return {};
    found.text.push_back(cp);
    end += 2;
  }
  if (found.text.empty()) return {};
  const bool is_closed = end < text.size() && text[end] == close;
  if (!is_closed && end < text.size() && text[end] != '\n') return {};
  found.length = end + (is_closed ? 1 : 0) - at;
  return found;
}

void SevenBit::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                       ArcBuffer& out) const {
  if (state != kRest) return;
  const std::u32string_view symbols = observed.symbols;
  if (at == 0 && symbols.starts_with(U"$)A")) {  // the designation, its escape and shift lost
    out.open(kDesignation.size(), kDesignationLeft);
    out.close(kRest);
  }
  if (at + 1 < symbols.size() && symbols[at] < 0x80 && symbols[at + 1] < 0x80) {
    const char32_t cp = read_seven_bit_pair(symbols[at], symbols[at + 1]);
    if (cp != 0) {
      out.open(2, 0);
      out.emit(cp);
      out.close(kRest);
    }
  }
}

bool SevenBit::can_carry(std::string_view text, std::string_view habit) const {
  static_cast<void>(habit);
  const std::u32string characters = to_utf32(text);
  return std::all_of(characters.begin(), characters.end(),
                     [](char32_t cp) { return cp < 0x80 || !to_seven_bits(cp).empty(); });
}

std::vector<std::string_view> SevenBit::habits() const {
  std::vector<std::string_view> names;
  for (const Notation& notation : kNotations) names.push_back(notation.habit);
  return names;
}

std::string SevenBit::damage(std::string_view text, std::string_view habit,
                             std::mt19937_64& random) const {
  static_cast<void>(random);
  const Notation& notation =
      *std::find_if(std::begin(kNotations), std::end(kNotations),
                    [&](const Notation& each) { return each.habit == habit; });
  const bool is_hz = habit.starts_with("hz");
  std::string out;
  bool is_open = false;
  bool is_named = false;
  for (const char32_t cp : to_utf32(text)) {
    if (cp < 0x80) {
      if (is_open) out += notation.end;
      is_open = false;
      out.push_back(static_cast<char>(cp));
      if (cp == U'~' && is_hz) out.push_back('~');
      if (cp == U'\n') is_named = false;
      continue;
    }
    if (notation.names_charset && !is_named) {
      out += habit == "iso-2022-cn" ? "\x1B" : "";
      out += kDesignation;
    }
    is_named = true;
    if (!is_open) out += notation.begin;
    is_open = true;
    const std::string pair = to_seven_bits(cp);
    out += pair.empty() ? "!!" : pair;
  }
  if (is_open) out += notation.end;
  return out;
}

}  // namespace fuyuan
