#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// RFC 4648, with `=` at the end. `last`: the character for 63, `/` or (IMAP) `,`.
std::string to_base64(std::string_view bytes, char last = '/');

/// Reads Base64 without line breaks; the `=` may be missing. Nothing where it is not Base64, down
/// to the unused bits, which must be zero.
std::optional<std::string> from_base64(std::string_view text, char last = '/');

/// Whether `c` is one of the 64 digits.
bool is_base64_digit(char c, char last = '/') noexcept;

}  // namespace fuyuan
