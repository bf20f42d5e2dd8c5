#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// What `name(line, spans)` makes of a line that came out as `text`, where `guessed` are the places
/// of what was guessed.
template <typename Name>
std::u32string name_guesses(const std::u32string& text, const std::vector<std::size_t>& guessed,
                            double probability, const Name& name,
                            const std::string& channel = "utf8-as-gbk") {
  LineSpan span{0, text.size(), channel, text, 1, {}};
  for (const std::size_t at : guessed)
    span.inferred.push_back({at, text[at], text[at], probability});
  std::vector<LineSpan> spans = {span};
  name(text, spans);
  return spans[0].after;
}

/// What `Signs`, LostSigns or OppositeSigns, makes of a line that came out as `text`, the sign at
/// `at` guessed, in a document with these other lines.
template <typename Signs>
std::u32string name_sign(const std::u32string& text, std::size_t at, double probability,
                         const std::vector<std::u32string>& others) {
  Signs signs;
  for (const std::u32string& other : others) signs.add(other);
  return name_guesses(
      text, {at}, probability,
      [&](const std::u32string& line, std::vector<LineSpan>& spans) { signs.name(line, spans); });
}

}  // namespace fuyuan
