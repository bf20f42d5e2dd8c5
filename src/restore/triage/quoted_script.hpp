#pragma once

#include <string_view>

namespace fuyuan {

/// All Traditional characters of `line` are quoted, or compared with their Simplified forms.
/// `is_simplified`: the document is in Simplified characters. `is_all`: it has no other Traditional
/// ones.
bool quotes_traditional(std::u32string_view line, bool is_simplified, bool is_all);

}  // namespace fuyuan
