#pragma once

#include <string_view>

namespace fuyuan {

// What a text is about, as far as that makes things in it look like damage.

/// Whether broken text is what the text is about.
bool speaks_of_mojibake(std::string_view text);
/// Whether it tells how text is encoded.
bool speaks_of_charsets(std::string_view text);
/// Whether how characters are read is what it is about, or part of it.
bool speaks_of_readings(std::string_view text);

}  // namespace fuyuan
