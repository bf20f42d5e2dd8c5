#include "restore/repair/bare_escapes.hpp"

#include <string>

#include "channel/escape.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "unicode-escapes";
constexpr std::size_t kSize = 5;  ///< symbols of an escape: u5f20
constexpr std::size_t kDigits = kSize - 1;

/// What may stand right before the escape of a notation that is whole.
bool is_mark_of_notation(char32_t cp) {
  return std::u32string_view(U"\\%&#+").find(cp) != std::u32string_view::npos;
}

/// The character whose escape lacks its backslash at `at`; 0: none, or none of Chinese text.
char32_t read_bare_escape(std::u32string_view line, std::size_t at, const LanguageModel& model) {
  if (line[at] != U'u' || line.size() - at < kSize) return 0;
  if (at > 0 && is_mark_of_notation(line[at - 1])) return 0;
  std::string digits;
  for (const char32_t cp : line.substr(at + 1, kDigits)) {
    if (cp >= 0x80) return 0;
    digits.push_back(static_cast<char>(cp));
  }
  const long value = read_hex(digits, 0, kDigits);
  if (value < 0x80) return 0;
  const auto cp = static_cast<char32_t>(value);
  return is_everyday_character(cp, model) ? cp : 0;
}

bool reads_well(std::u32string_view word, const LanguageModel& model) {
  return -model.score_text(word) < kPlausibleCost * static_cast<double>(word.size() + 1);
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
  std::vector<LineSpan> spans;
  bool is_sure = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t cp = read_bare_escape(line, at, model);
    if (cp == 0) {
      ++at;
      continue;
    }
    if (spans.empty() || spans.back().end != at)
      spans.push_back({at, at, std::string(kChannel), {}, 1, {}});
    spans.back().after.push_back(cp);
    spans.back().end = at += kSize;
  }
  for (const LineSpan& span : spans) {
    is_sure |= span.after.size() > 1 && is_han(span.after[0]) && is_han(span.after[1]) &&
               reads_well(span.after, model);
  }
  return is_sure ? spans : std::vector<LineSpan>();
}

}  // namespace fuyuan
