#include "restore/repair/bare_escapes.hpp"

#include <algorithm>
#include <string>

#include "channel/unicode_escapes.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "unicode-escapes";
constexpr std::size_t kDigits = 4;
constexpr std::size_t kSize = 1 + kDigits;   ///< symbols of an escape: u5f20
constexpr std::size_t kLongest = 2 * kSize;  ///< of two surrogates

/// What stands right before the escapes of notations that are whole, and before parts of names.
bool is_of_name_before(char32_t cp) {
  return std::u32string_view(U"\\%&#+/._-@").find(cp) != std::u32string_view::npos;
}

/// Whether a name goes on there: an extension, a path, the brackets of a function.
bool is_of_name_behind(std::u32string_view rest) {
  if (rest.empty()) return false;
  if (rest[0] == U'.') return rest.size() > 1 && is_letter(rest[1]);
  return std::u32string_view(U"/_-@#({").find(rest[0]) != std::u32string_view::npos;
}

bool is_of_text(char32_t cp) {
  return is_han(cp) || is_chinese_sign(char_class(cp)) || char_class(cp) == CharClass::emoji ||
         (cp >= 0x2010 && cp <= 0x2026) || cp == U'·';
}

/// The escape without its backslash at `at`, of a character that Chinese text has; empty: none.
EscapeMatch read_bare_escape(std::u32string_view line, std::size_t at) {
  if (line[at] != U'u') return {};
  std::string ascii;
  for (const char32_t cp : line.substr(at, kLongest)) {
    if (cp >= 0x80) break;
    ascii.push_back(static_cast<char>(cp));
  }
  EscapeMatch found = read_utf16_escape(ascii, 1, "u");
  if (found.length == 0 || !is_of_text(found.text[0])) return {};
  ++found.length;
  return found;
}

/// Whether the word is two common hanzi or more, among others, and reads well.
bool is_sure(std::u32string_view word, const LanguageModel& model) {
  bool has_two = false;
  for (std::size_t at = 1; at < word.size(); ++at) {
    has_two |= is_common_hanzi(word[at - 1], model) && is_common_hanzi(word[at], model) &&
               is_han(word[at - 1]) && is_han(word[at]);
  }
  return has_two && -model.score_text(word) < kPlausibleCost * static_cast<double>(word.size() + 1);
}

}  // namespace

bool may_have_bare_escapes(std::string_view bytes) {
  for (std::size_t at = bytes.find('u'); at != std::string_view::npos;
       at = bytes.find('u', at + 1)) {
    if (read_hex(bytes, at + 1, kDigits) >= 0x80 && bytes.size() - at > kSize &&
        bytes[at + kSize] == 'u' && read_hex(bytes, at + kSize + 1, kDigits) >= 0x80) {
      return true;
    }
  }
  return false;
}

std::vector<LineSpan> find_bare_escapes(std::u32string_view line, const LanguageModel& model) {
  // Where some have their backslashes, somebody writes about them, or one layer is left.
  if (line.find(U"\\u") != std::u32string_view::npos) return {};
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size();) {
    const EscapeMatch found = read_bare_escape(line, at);
    if (found.length == 0) {
      ++at;
      continue;
    }
    if (spans.empty() || spans.back().end != at)
      spans.push_back({at, at, std::string(kChannel), {}, 1, {}});
    spans.back().after += found.text;
    spans.back().end = at += found.length;
  }
  std::erase_if(spans, [&](const LineSpan& span) {
    return (span.begin > 0 && is_of_name_before(line[span.begin - 1])) ||
           is_of_name_behind(line.substr(span.end));
  });
  // Beside what it stands for, an escape is shown on purpose.
  const bool is_shown = std::any_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
    return line.find(span.after) != std::u32string_view::npos;
  });
  return !is_shown && std::any_of(spans.begin(), spans.end(),
                                  [&](const LineSpan& span) { return is_sure(span.after, model); })
             ? spans
             : std::vector<LineSpan>();
}

}  // namespace fuyuan
