#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// Whether the text is in HZ (RFC 1843), GB 2312 between `~{` and `~}`, and not a program or page
/// that has tildes and braces of its own.
bool looks_like_hz(std::string_view bytes);

/// Tildes that HZ gives no meaning stay as they are.
std::string decode_hz(std::string_view bytes);

}  // namespace fuyuan
