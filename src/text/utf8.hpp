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

/// One decoded step through UTF-8. `length` is 1–4 for a well-formed character (Unicode table 3-7:
/// no surrogates, no overlong forms, at most U+10FFFF) and 0 where the bytes are not well formed.
struct Utf8Char {
  char32_t code_point = 0;
  std::uint8_t length = 0;
};

/// Reads the character that starts at `bytes[0]`.
Utf8Char read_utf8(std::string_view bytes) noexcept;

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
