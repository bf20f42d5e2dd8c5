#include "restore/repair/control_signs.hpp"

#include <array>
#include <string>

#include "charset/charset.hpp"
#include "restore/repair/shown_sign.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "windows-1252";
constexpr char32_t kFirst = 0x80;
constexpr char32_t kLast = 0x9F;
constexpr char32_t kEscape = 0x1B;
/// Signs of every text: €, quotation marks, the bullet, dashes, ™. What other controls are there
/// for, such as the next line and the beginning of a terminal's commands, is meant.
constexpr std::u32string_view kSigns = U"\u0080\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0099";

bool is_control(char32_t cp) { return cp >= kFirst && cp <= kLast; }

char32_t sign_of(char32_t control) {
  static const Charset& windows = *find_charset("windows-1252");
  const std::array<unsigned char, 1> byte = {static_cast<unsigned char>(control)};
  return windows.decode(byte).code_point;
}

/// Whether the sign stands in text: beside a word, or apart as dashes and bullets do.
bool is_in_text(std::u32string_view line, std::size_t at) {
  const char32_t before = at > 0 ? line[at - 1] : U' ';
  const char32_t behind = at + 1 < line.size() ? line[at + 1] : U' ';
  const auto is_word = [](char32_t cp) { return is_letter(cp) || is_digit(cp) || is_han(cp); };
  const auto may_be_byte = [](char32_t cp) {
    return is_control(cp) || char_class(cp) == CharClass::latin1;
  };
  if (may_be_byte(before) || may_be_byte(behind)) return false;
  return is_word(before) || is_word(behind) || (before == U' ' && behind == U' ');
}

}  // namespace

std::vector<LineSpan> find_control_signs(std::u32string_view line) {
  const bool is_shown = line.find(U"U+00") != line.npos || line.find(kEscape) != line.npos;
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size() && !is_shown; ++at) {
    if (!is_control(line[at])) continue;
    if (kSigns.find(line[at]) == kSigns.npos || !is_in_text(line, at) ||
        stands_alone_quoted(line, at, at + 1))
      return {};
    spans.push_back(
        {at, at + 1, std::string(kChannel), std::u32string(1, sign_of(line[at])), 1, {}});
  }
  return spans;
}

bool may_have_control_signs(std::string_view bytes) {
  for (std::size_t at = bytes.find('\xC2'); at < bytes.size(); at = bytes.find('\xC2', at + 1)) {
    if (at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) <= kLast) return true;
  }
  return false;
}

}  // namespace fuyuan
