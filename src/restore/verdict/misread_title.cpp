#include "restore/verdict/misread_title.hpp"

#include <algorithm>
#include <iterator>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

bool is_misread_title(std::u32string_view line, const LineSpan& span) {
  constexpr std::ptrdiff_t kLeastHanzi = 4;
  constexpr std::u32string_view kShows[] = {U"成《", U"成了《", U"为《", U"叫《", U"是《"};
  const std::u32string_view before = line.substr(0, span.begin);
  const bool is_shown = std::any_of(std::begin(kShows), std::end(kShows),
                                    [&](auto words) { return before.ends_with(words); });
  return !is_shown && span.begin > 0 && line[span.begin - 1] == U'《' && span.end < line.size() &&
         line[span.end] == U'》' && span.inferred.empty() &&
         span.after.find(kReplacement) == std::u32string::npos &&
         std::count_if(span.after.begin(), span.after.end(), is_han) >= kLeastHanzi;
}

}  // namespace fuyuan
