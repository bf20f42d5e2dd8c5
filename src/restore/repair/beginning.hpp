#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

// Most documents have nothing to be found by a costly search, and their beginning tells.

/// The beginning that is tried first, in bytes: some hundred lines.
inline constexpr std::size_t kBytesTried = 8192;

inline std::string_view beginning_of(std::string_view text) { return text.substr(0, kBytesTried); }

/// Whether the beginning is worth being tried first: where it is half of the text, all of it is as
/// well looked at at once.
inline bool is_long(std::string_view text) { return text.size() > 2 * kBytesTried; }

}  // namespace fuyuan
