#pragma once

#include <string>

#include "text/utf8.hpp"

namespace fuyuan {

/// Whether the same bytes are left of two characters in UTF-8 once they have lost the last one.
inline bool leave_same_rest(char32_t one, char32_t other) {
  const std::string a = to_utf8(std::u32string(1, one));
  const std::string b = to_utf8(std::u32string(1, other));
  return a.size() == b.size() && a.compare(0, a.size() - 1, b, 0, b.size() - 1) == 0;
}

}  // namespace fuyuan
