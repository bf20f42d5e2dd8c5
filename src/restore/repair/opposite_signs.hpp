#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Signs that lost their last byte and may as well have meant the opposite: ↑ and ↓, ▲ and ▼. The
/// model has seen few of them. Where the line does not tell, a sign that the document shows whole
/// is taken if it shows one kind only, and otherwise nothing is: U+FFFD says that it is not known.
class OppositeSigns {
 public:
  /// A line of the document, with U+FFFD for whatever was inferred.
  void add(std::u32string_view known);

  /// Whether one of the guesses may be such a sign.
  static bool may_matter(const std::vector<LineSpan>& spans);

  void name(std::u32string_view line, std::vector<LineSpan>& spans) const;

 private:
  char32_t choose(std::u32string_view text, std::size_t at) const;

  std::set<char32_t> shown_;
};

}  // namespace fuyuan
