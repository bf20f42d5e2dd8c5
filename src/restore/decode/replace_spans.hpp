#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "restore/plan.hpp"

namespace fuyuan {

/// `text` with what the spans say in their places. They are in order, do not overlap, and lie in
/// the text.
inline std::string replace_spans(std::string_view text, const std::vector<Span>& spans) {
  std::string result;
  std::size_t copied = 0;
  for (const Span& span : spans) {
    result += text.substr(copied, span.begin - copied);
    result += span.after;
    copied = span.end;
  }
  return result.append(text.substr(copied));
}

}  // namespace fuyuan
