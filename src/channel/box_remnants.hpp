#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// The bytes E2 94, which box drawing of UTF-8 begins with, read as GBK.
inline constexpr char32_t kBoxAsGbk = U'鈹';

/// The same of E2 95, double lines.
inline constexpr char32_t kDoubleBoxAsGbk = U'鈺';

/// Whether box drawing may begin with it.
inline constexpr bool begins_box(char32_t cp) noexcept {
  return cp == kBoxAsGbk || cp == kDoubleBoxAsGbk;
}

/// What box drawing it was of which that is left and the mark at `at`, by what stands around them:
/// the likeliest first. Empty: nothing tells. `swallows`: an ASCII character went with it.
std::u32string_view box_at(std::u32string_view line, std::size_t at, bool swallows);

}  // namespace fuyuan
