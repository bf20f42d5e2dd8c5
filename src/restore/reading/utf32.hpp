#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// Decodes UTF-32 without a byte-order mark. U+FFFD for what is no character, and for a unit that
/// is cut short at the end.
std::string decode_utf32(std::string_view bytes, bool is_little_endian);

/// Which UTF-32 the bytes are that have no byte-order mark: "utf-32le", "utf-32be", or "". Looks at
/// the first 4 KiB.
std::string_view guess_utf32(std::string_view bytes);

}  // namespace fuyuan
