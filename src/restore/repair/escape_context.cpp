#include "restore/repair/escape_context.hpp"

#include <algorithm>
#include <string>

#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kCodeSigns = "{}<>=\\`;$|~^[]";
constexpr std::size_t kGainedPerSign = 20;  ///< prose has fewer signs of code than one in so many
// What is escaped stands in the open, as it does in logs, listings and formulas, but in no program.
constexpr std::string_view kProgramSigns = "{}\\`;$";
constexpr std::size_t kGainedPerProgramSign = 10;
constexpr std::size_t kEnoughGained = 12;
constexpr std::size_t kWordsPerGained = 8;  ///< letters and digits for each character
constexpr std::size_t kWordsPerGainedOfFew = 3;
constexpr std::size_t kRunsPerLiteral = 4;
constexpr std::size_t kLeastCertain = 2;  ///< characters

/// Letters that Chinese text does not borrow, and what is no text at all.
bool is_foreign(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::latin1:
      return cp >= 0xC0 && cp != U'×' && cp != U'÷';
    case CharClass::latin_extended:
    case CharClass::cyrillic:
    case CharClass::other_letter:
    case CharClass::halfwidth_kana:
    case CharClass::c1:
    case CharClass::pua:
    case CharClass::replacement:
    case CharClass::unassigned:
      return true;
    default:
      return false;
  }
}

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_letter(byte) || is_digit(byte);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

/// A string literal that something stands before: an argument, a value, an item.
bool has_argument(std::string_view clear) {
  for (std::size_t at = clear.find(kEscapedHere); at != std::string_view::npos;
       at = clear.find(kEscapedHere, at + 1)) {
    if (at == 0 || (clear[at - 1] != '"' && clear[at - 1] != '\'')) continue;
    const std::size_t line = clear.rfind('\n', at) + 1;
    const std::string_view before = trim(clear.substr(line, at - 1 - line));
    if (!before.empty() && before.back() != kEscapedHere) return true;
  }
  return false;
}

bool has_tag(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 == text.size()) return false;
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (is_letter(next) || next == '/' || next == '!' || next == '?') return true;
  }
  return false;
}

/// `Subject: ` of a mail, `title=` of settings.
bool begins_with_key(std::string_view clear) {
  const std::size_t end =
      std::min(clear.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-_."),
               clear.size());
  const std::string_view rest = clear.substr(end);
  return end > 0 && (rest.starts_with(": ") || rest.starts_with("=") || rest.starts_with(" = "));
}

/// A mail, settings or records: every line has a key, or those that have escapes do for the most
/// part.
bool has_keys(std::string_view clear) {
  std::size_t escaped = 0;
  std::size_t keyed = 0;
  std::size_t number = 0;
  bool all_keyed = true;  // of the first two lines
  for (const Lines::Line& line : Lines(clear)) {
    if (trim(line.bytes).empty()) continue;
    const bool is_keyed = begins_with_key(line.bytes);
    all_keyed = all_keyed && (is_keyed || number > 1);
    const bool has_escape = line.bytes.find(kEscapedHere) != std::string_view::npos;
    escaped += has_escape ? 1 : 0;
    keyed += has_escape && is_keyed ? 1 : 0;
    ++number;
  }
  return all_keyed || keyed * 2 > escaped;
}

/// Whether many of the escapes are in string literals, or are values.
bool is_of_values(std::string_view clear) {
  std::size_t runs = 0;
  std::size_t values = 0;
  std::size_t quotes = 0;  // before it in the line
  for (std::size_t at = 0; at < clear.size(); ++at) {
    if (clear[at] == '\n') quotes = 0;
    quotes += clear[at] == '"' ? 1 : 0;
    if (clear[at] != kEscapedHere) continue;
    ++runs;
    const char before = at == 0 ? ' ' : clear[at - 1];
    const bool is_value = before == '=' || before == '\'' || before == '`' ||
                          (at > 1 && before == ' ' && clear[at - 2] == '=');
    values += is_value || quotes % 2 == 1 ? 1 : 0;
  }
  return values * kRunsPerLiteral > runs;
}

/// Whether one byte of Latin-1 or Windows-1252 can have become this character.
bool may_be_byte(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::c1:
    case CharClass::latin1:
    case CharClass::latin_extended:
    case CharClass::modifier:
    case CharClass::symbol:
    case CharClass::replacement:
      return true;
    default:
      return cp < 0x80;
  }
}

}  // namespace

bool is_mail(std::string_view text) { return contains(text, "Content-Transfer-Encoding:"); }

bool looks_like_code(std::string_view clear, std::size_t gained, bool in_literals) {
  const std::string_view text = trim(clear);
  if (text.empty()) return false;
  const bool is_json =
      (text.front() == '{' && text.back() == '}') || (text.front() == '[' && text.back() == ']');
  if ((is_json && contains(text, "\"")) || contains(text, "\":") || has_tag(text) ||
      (in_literals && has_argument(text)) || has_keys(text)) {
    return true;
  }
  std::size_t words = 0;
  std::size_t signs = 0;
  std::size_t program_signs = 0;
  for (const char c : text) {
    words += is_word(c) ? 1 : 0;
    signs += kCodeSigns.find(c) != std::string_view::npos ? 1 : 0;
    program_signs += kProgramSigns.find(c) != std::string_view::npos ? 1 : 0;
  }
  if (is_of_values(text))
    return words > gained || signs * kGainedPerSign > gained + kGainedPerSign / 2;
  return words > gained * (gained < kEnoughGained ? kWordsPerGainedOfFew : kWordsPerGained) ||
         program_signs * kGainedPerProgramSign > gained + kGainedPerProgramSign;
}

std::size_t count_meant(std::string_view text, std::size_t begin, std::size_t end,
                        std::u32string_view named) {
  const auto is_letter_of_any = [&](std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || is_letter(c) || is_digit(c);
  };
  // No character begins with the byte A0, but for rare ones of GBK.
  std::size_t blanks = 0;
  if (begin == 0 || static_cast<unsigned char>(text[begin - 1]) < 0x80)
    while (blanks < named.size() && named[blanks] == kNoBreakSpace) ++blanks;
  // One byte is no character.
  const bool is_apart = (begin == 0 || !is_letter_of_any(begin - 1)) &&
                        (end == text.size() || !is_letter_of_any(end));
  return named.size() == 1 && named[0] >= 0x80 && is_apart && is_sign_of_markup(named[0]) ? 1
                                                                                          : blanks;
}

std::size_t count_east_asian(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char32_t cp) {
    const CharClass kind = char_class(cp);
    return is_chinese_text(cp) || kind == CharClass::kana || kind == CharClass::hangul;
  }));
}

bool is_chinese_for_certain(std::u32string_view text) {
  const std::size_t east_asian = count_east_asian(text);
  const auto foreign =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_foreign));
  return east_asian >= kLeastCertain && east_asian * 4 >= count_non_ascii(text) &&
         foreign * 4 <= east_asian;
}

bool is_in_address(std::string_view text, std::size_t at) {
  constexpr std::size_t kFarthest = 200;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kFarthest &&
         std::string_view(" \t\r\n\"'<>").find(text[begin - 1]) == std::string_view::npos) {
    --begin;
  }
  const std::string_view before = text.substr(begin, at - begin);
  const bool is_path = before.starts_with("/") || before.starts_with("./");
  return is_path || contains(before, "://") ||
         before.find_first_of("?&=") != std::string_view::npos;
}

bool is_range(std::string_view text, std::size_t begin, std::size_t end) {
  const bool begins_range = text.substr(end).starts_with("-\\");
  const bool ends_range = begin > 0 && text[begin - 1] == '-';
  if (!begins_range && !ends_range) return false;
  // Prose has dashes between names; a range stands in brackets.
  constexpr std::size_t kFarthest = 100;
  const std::size_t first = begin > kFarthest ? begin - kFarthest : 0;
  const std::size_t bracket = text.substr(first, begin - first).find_last_of("[] \t\r\n");
  return bracket != std::string_view::npos && text[first + bracket] == '[';
}

bool has_visible_character(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t cp) {
    const CharClass kind = char_class(cp);
    const bool is_hidden =
        kind == CharClass::control || kind == CharClass::c1 || kind == CharClass::space ||
        kind == CharClass::unassigned || kind == CharClass::pua || kind == CharClass::replacement ||
        cp == 0xA0 || cp == 0xAD || (cp >= 0x2000 && cp <= 0x200F) ||
        (cp >= 0x2028 && cp <= 0x202F) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
    return !is_hidden;
  });
}

std::size_t count_unescaped(std::string_view text) {
  const auto is_letter_of_bytes = [](char32_t cp) {
    constexpr std::u32string_view kNameless = U"\u017D\u017E";  // Z with caron
    switch (char_class(cp)) {
      case CharClass::latin1:
      case CharClass::latin_extended:
      case CharClass::greek:
      case CharClass::cyrillic:
      case CharClass::other_letter:
        return kNameless.find(cp) == std::u32string_view::npos;
      default:
        return false;
    }
  };
  std::size_t count = 0;
  for (const Lines::Line& line : Lines(text)) {
    const std::u32string characters = to_utf32(line.bytes);
    if (count_east_asian(characters) > 0) continue;
    count += static_cast<std::size_t>(
        std::count_if(characters.begin(), characters.end(), is_letter_of_bytes));
  }
  return count;
}

std::size_t count_clear(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count <= most;) {
    const Utf8Char read = read_utf8(text.substr(at));
    if (read.length == 0 ? !is_control_byte(text[at]) : !may_be_byte(read.code_point)) ++count;
    at += std::max<std::size_t>(read.length, 1);
  }
  return count;
}

bool is_placeholder(std::string_view written) {
  if (!written.starts_with('{') || !written.ends_with('}')) return false;
  const std::string_view inside = written.substr(1, written.size() - 2);
  return std::all_of(inside.begin(), inside.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace fuyuan
