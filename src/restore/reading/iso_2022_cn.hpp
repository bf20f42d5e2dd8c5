#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// Whether the bytes switch to a charset of ISO-2022-CN somewhere.
bool looks_like_iso_2022_cn(std::string_view bytes);

/// Decodes ISO-2022-CN, and of ISO-2022-CN-EXT the planes 3 to 7 of CNS 11643: RFC 1922. U+FFFD for
/// a pair that is no character; bytes that belong to no pair stay as they are. ICU's converter of
/// that name makes `,` of the fullwidth comma and has no dash.
std::string decode_iso_2022_cn(std::string_view bytes);

}  // namespace fuyuan
