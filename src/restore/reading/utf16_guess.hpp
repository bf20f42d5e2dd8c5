#pragma once

#include <string_view>

namespace fuyuan {

/// Which UTF-16 the bytes are that have no byte-order mark: "utf-16le", "utf-16be", or "" where
/// another reading of them makes as much sense. UTF-8 without NUL is never taken for UTF-16 unless
/// `is_hinted`, and then only where it makes much more sense so. Looks at the first 4 KiB.
std::string_view guess_utf16(std::string_view bytes, bool is_hinted);

}  // namespace fuyuan
