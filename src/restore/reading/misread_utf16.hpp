#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// "utf-16le as windows-1251" and the like where a whole document is UTF-16 that was read as that
/// charset, zeros and all, and stored as UTF-8; "utf-16le as cp936 swallowing pairs" where a mark
/// stands for two bytes; "" where it is neither. Line ends were halves of characters then, so that
/// no line tells by itself.
std::string find_misread_utf16(std::string_view utf8);

/// Decodes what `find_misread_utf16` named; nothing for other names. A character of which a byte
/// was lost becomes U+FFFD.
std::optional<std::string> decode_misread_utf16(std::string_view name, std::string_view utf8);

/// Where a piece of such text can be cut so that both parts are whole: behind the last line end, or
/// where there is none, the last character. 0 for other names.
std::size_t find_misread_utf16_cut(std::string_view name, std::string_view utf8);

}  // namespace fuyuan
