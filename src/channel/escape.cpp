#include "channel/escape.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace fuyuan {

bool Escape::can_carry(std::string_view text, std::string_view habit) const {
  static_cast<void>(text);
  static_cast<void>(habit);
  return true;
}

void Escape::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                     ArcBuffer& out) const {
  if (state != kRest || observed.symbols[at] >= 0x80) return;
  const auto first = static_cast<char>(observed.symbols[at]);
  const std::string_view firsts = first_bytes();
  if (firsts.empty() ? at != 0 : firsts.find(first) == std::string_view::npos) return;
  // Escapes are ASCII, so what is not ends them; what stands before may matter (`\\u4f60`).
  std::size_t begin = at;
  while (begin > 0 && observed.symbols[begin - 1] < 0x80) --begin;
  std::string text;
  for (std::size_t i = begin; i < observed.symbols.size() && observed.symbols[i] < 0x80; ++i) {
    text.push_back(static_cast<char>(observed.symbols[i]));
  }
  const EscapeMatch found = match(text, at - begin, learn(text, false));
  if (found.length == 0) return;
  out.open(found.length, 0);
  for (const char32_t cp : found.text) out.emit(cp);
  out.close(kRest);
}

std::string encode_text(const Charset& charset, std::string_view text) {
  std::string bytes;
  for (const char32_t cp : to_utf32(text)) {
    const EncodedChar encoded = charset.encode(cp);
    if (encoded.length == 0) bytes.push_back('?');
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return bytes;
}

bool can_encode(const Charset& charset, std::string_view text) {
  const std::u32string characters = to_utf32(text);
  return std::all_of(characters.begin(), characters.end(), [&](char32_t cp) {
    const EncodedChar encoded = charset.encode(cp);
    return encoded.length != 0 && charset.decode(encoded.view()).code_point == cp;
  });
}

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

long read_hex(std::string_view text, std::size_t at, std::size_t digits) noexcept {
  if (at > text.size() || text.size() - at < digits) return -1;
  long value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

}  // namespace fuyuan
