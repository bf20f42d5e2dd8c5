#include "cli/eval/accidents.hpp"

#include <algorithm>
#include <array>

#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

constexpr std::size_t kCharactersPerLostByte = 60;

/// Replaces each code point by what `change` makes of it; 0: it vanishes.
template <typename Change>
std::string map_characters(std::string_view text, Change change) {
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    if (const char32_t changed = change(cp); changed != 0) append_utf8(changed, out);
  }
  return out;
}

std::string blank_no_break_spaces(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) { return cp == 0xA0 ? U' ' : cp; });
}

std::string drop_soft_hyphens(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) { return cp == 0xAD ? U'\0' : cp; });
}

std::string drop_controls(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) { return cp >= 0x80 && cp < 0xA0 ? U'\0' : cp; });
}

std::string drop_private(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) { return cp >= 0xE000 && cp < 0xF900 ? U'\0' : cp; });
}

std::string uncurl(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) {
    if (cp == U'‘' || cp == U'’') return U'\'';
    if (cp == U'“' || cp == U'”') return U'"';
    return cp == U'–' || cp == U'—' ? U'-' : cp;
  });
}

std::string lower_case(std::string_view text, std::mt19937_64&) {
  return map_characters(text, [](char32_t cp) {
    const bool ascii = cp >= U'A' && cp <= U'Z';
    const bool latin1 = cp >= 0xC0 && cp <= 0xDE && cp != 0xD7;
    return ascii || latin1 ? cp + 0x20 : cp;
  });
}

/// One byte of some characters is missing: buffers that were cut, columns that were too narrow.
std::string lose_bytes(std::string_view text, std::mt19937_64& random) {
  const std::u32string characters = to_utf32(text);
  if (characters.empty()) return {};
  const std::size_t certain = random() % characters.size();
  std::string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    std::string bytes;
    append_utf8(characters[i], bytes);
    const bool loses = random() % kCharactersPerLostByte == 0 || i == certain;
    if (loses && bytes.size() > 1) bytes.erase(random() % bytes.size(), 1);
    out += bytes;
  }
  return out;
}

std::string encode_utf16le(std::string_view text, std::mt19937_64&) {
  return encode_text(*find_charset("utf-16le"), text);
}
std::string encode_utf16be(std::string_view text, std::mt19937_64&) {
  return encode_text(*find_charset("utf-16be"), text);
}

constexpr std::array<Accident, 9> kAccidents = {{
    {"nbsp-to-space", "no-break spaces became spaces", true, &blank_no_break_spaces},
    {"soft-hyphen-dropped", "soft hyphens vanished", true, &drop_soft_hyphens},
    {"c1-dropped", "C1 controls vanished", true, &drop_controls},
    {"private-dropped", "private characters vanished", true, &drop_private},
    {"uncurled", "typographic quotation marks and dashes became ASCII", true, &uncurl},
    {"lower-cased", "letters became small, those with accents as well", true, &lower_case},
    {"utf8-bytes-lost", "a byte of UTF-8 lost here and there", true, &lose_bytes},
    {"utf-16le", "raw UTF-16, little-endian, no mark", false, &encode_utf16le},
    {"utf-16be", "raw UTF-16, big-endian, no mark", false, &encode_utf16be},
}};

}  // namespace

const Accident* find_accident(std::string_view name) noexcept {
  const auto* at = std::find_if(kAccidents.begin(), kAccidents.end(),
                                [&](const Accident& accident) { return accident.name == name; });
  return at == kAccidents.end() ? nullptr : at;
}

}  // namespace fuyuan::eval
