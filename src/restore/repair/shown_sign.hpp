#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// Whether what stands from `begin` to `end` stands alone between quotation marks or brackets, or
/// is a field by itself: signs that are shown on purpose.
bool stands_alone_quoted(std::u32string_view line, std::size_t begin, std::size_t end);

}  // namespace fuyuan
