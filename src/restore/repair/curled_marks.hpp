#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds the typographic marks of UTF-8 that were read as GBK in a line of Latin letters:
/// `鈥淵es,鈥? she said` was `“Yes,” she said`. Most of them took the letter behind along, and come
/// back with it; of those before blanks and punctuation the last byte is lost, and what is meant
/// follows from what stands around and which quotation marks are open: such are inferred. Empty
/// where other hanzi stand in the line.
std::vector<LineSpan> find_curled_marks(std::u32string_view line);

/// Whether the bytes may hold such marks: a quick look.
inline bool may_have_curled_marks(std::string_view bytes) {
  return bytes.find("鈥") != std::string_view::npos;
}

}  // namespace fuyuan
