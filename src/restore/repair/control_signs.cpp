#include "restore/repair/control_signs.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "charset/charset.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "windows-1252";
constexpr char32_t kFirst = 0x80;
constexpr char32_t kLast = 0x9F;
constexpr char32_t kNextLine = 0x85;  ///< the one control that text may have

bool is_control(char32_t cp) { return cp >= kFirst && cp <= kLast; }

/// The sign of Windows-1252; 0: it has a letter there, or nothing.
char32_t sign_of(char32_t control) {
  static const Charset& windows = *find_charset("windows-1252");
  const std::array<unsigned char, 1> byte = {static_cast<unsigned char>(control)};
  const DecodedChar decoded = windows.decode(byte);
  const bool is_sign = decoded.length == 1 && char_class(decoded.code_point) == CharClass::symbol;
  return is_sign ? decoded.code_point : 0;
}

/// Whether it may be a byte of something else.
bool is_byte(char32_t cp) { return is_control(cp) || char_class(cp) == CharClass::latin1; }

}  // namespace

std::vector<LineSpan> find_control_signs(std::u32string_view line) {
  std::vector<LineSpan> spans;
  bool has_doubt = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!is_control(line[at])) continue;
    const char32_t sign = sign_of(line[at]);
    const bool is_beside_byte =
        (at > 0 && is_byte(line[at - 1])) || (at + 1 < line.size() && is_byte(line[at + 1]));
    if (sign == 0 || is_beside_byte) return {};
    has_doubt |= line[at] == kNextLine;
    spans.push_back({at, at + 1, std::string(kChannel), std::u32string(1, sign), 1, {}});
  }
  // Dots are believed beside others.
  const bool is_of_dots =
      has_doubt && std::all_of(spans.begin(), spans.end(),
                               [&](const auto& span) { return line[span.begin] == kNextLine; });
  return is_of_dots ? std::vector<LineSpan>() : spans;
}

bool may_have_control_signs(std::string_view bytes) {
  for (std::size_t at = bytes.find('\xC2'); at < bytes.size(); at = bytes.find('\xC2', at + 1)) {
    if (at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) <= kLast) return true;
  }
  return false;
}

}  // namespace fuyuan
