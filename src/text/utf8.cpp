#include "text/utf8.hpp"

#include <cstring>

#include <simdjson.h>

namespace fuyuan {
namespace {

/// Bytes: shorter strings are through before it is known what the processor can do.
constexpr std::size_t kWorthVectors = 64;

Utf8Char read_multibyte(std::string_view bytes) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < 2 || !is_continuation(at(1))) return {};
  if (lead < 0xE0) return {static_cast<char32_t>((lead & 0x1F) << 6 | (at(1) & 0x3F)), 2};
  if (bytes.size() < 3 || !is_continuation(at(2))) return {};
  if (lead < 0xF0) {
    const auto cp =
        static_cast<char32_t>((lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F));
    if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF)) return {};
    return {cp, 3};
  }
  if (bytes.size() < 4 || !is_continuation(at(3))) return {};
  const auto cp = static_cast<char32_t>((lead & 0x07) << 18 | (at(1) & 0x3F) << 12 |
                                        (at(2) & 0x3F) << 6 | (at(3) & 0x3F));
  if (cp < 0x10000 || cp > 0x10FFFF) return {};
  return {cp, 4};
}

}  // namespace

Utf8Char read_utf8(std::string_view bytes) noexcept {
  if (bytes.empty()) return {};
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first < 0x80) return {first, 1};
  return read_multibyte(bytes);
}

void append_utf8(char32_t code_point, std::string& out) {
  if (!is_scalar_value(static_cast<long>(code_point))) code_point = kReplacement;
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t find_invalid_utf8(std::string_view bytes) noexcept {
  if (bytes.size() >= kWorthVectors && simdjson::validate_utf8(bytes)) return bytes.size();
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const Utf8Char next = read_utf8(bytes.substr(at, 4));
    if (next.length == 0) return at;
    at += next.length;
  }
  return at;
}

std::u32string to_utf32(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size() / 2);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const Utf8Char next = read_utf8(bytes.substr(at, 4));
    out.push_back(next.length == 0 ? kReplacement : next.code_point);
    at += next.length == 0 ? 1 : next.length;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t cp : text) append_utf8(cp, out);
  return out;
}

}  // namespace fuyuan
