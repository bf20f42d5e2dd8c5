#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuyuan {

/// The byte-order mark.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// What stands for characters that are lost: U+FFFD.
inline constexpr char32_t kReplacement = 0xFFFD;
/// The same in UTF-8.
inline constexpr std::string_view kUtf8Replacement = "\xEF\xBF\xBD";

/// One decoded step through UTF-8. `length` is 1–4 for a well-formed character (Unicode table 3-7:
/// no surrogates, no overlong forms, at most U+10FFFF) and 0 where the bytes are not well formed.
struct Utf8Char {
  char32_t code_point = 0;
  std::uint8_t length = 0;
};

/// Reads the character that starts at `bytes[0]`.
Utf8Char read_utf8(std::string_view bytes) noexcept;

/// The length that a character's first byte tells, 2–4; 0 where it is ASCII, or begins none.
inline constexpr std::size_t length_by_lead(unsigned char byte) noexcept {
  if (byte < 0xC2 || byte > 0xF4) return 0;
  return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Whether it can be another byte of a character than the first.
inline constexpr bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0) == 0x80; }

/// Whether it is a code point, and no surrogate.
inline constexpr bool is_scalar_value(long value) noexcept {
  return value >= 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

/// Appends `code_point` to `out`. A surrogate or a value past U+10FFFF is written as U+FFFD.
void append_utf8(char32_t code_point, std::string& out);

/// The offset of the first byte that is not well-formed UTF-8, or `bytes.size()`.
std::size_t find_invalid_utf8(std::string_view bytes) noexcept;

inline bool is_valid_utf8(std::string_view bytes) noexcept {
  return find_invalid_utf8(bytes) == bytes.size();
}

/// Decodes well-formed UTF-8; each ill-formed byte becomes one U+FFFD.
std::u32string to_utf32(std::string_view bytes);

std::string to_utf8(std::u32string_view text);

}  // namespace fuyuan
