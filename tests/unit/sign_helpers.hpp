#pragma once

#include <string>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// What `Signs`, LostSigns or OppositeSigns, makes of a line that came out as `text`, the sign at
/// `at` guessed, in a document with these other lines.
template <typename Signs>
std::u32string name_sign(const std::u32string& text, std::size_t at, double probability,
                         const std::vector<std::u32string>& others) {
  LineSpan span{0, text.size(), "utf8-as-gbk", text, 1, {}};
  span.inferred.push_back({at, text[at], text[at], probability});
  std::vector<LineSpan> spans = {span};
  Signs signs;
  for (const std::u32string& other : others) signs.add(other);
  signs.name(text, spans);
  return spans[0].after;
}

}  // namespace fuyuan
