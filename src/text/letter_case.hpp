#pragma once

#include <unicode/uchar.h>

namespace fuyuan {

/// Whether it is a capital, by Unicode's property: of any alphabet that has them.
inline bool is_upper(char32_t cp) { return u_isUUppercase(static_cast<UChar32>(cp)) != 0; }

/// Whether it is a capital or a small letter. ª and º count as small ones.
inline bool is_cased(char32_t cp) {
  return u_isULowercase(static_cast<UChar32>(cp)) != 0 || is_upper(cp);
}

}  // namespace fuyuan
