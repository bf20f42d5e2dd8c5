#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/plan.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// Whether a line is about how text is read; what files declare is not.
bool is_talk(std::string_view line);

/// What `find` finds in the lines that `may_matter` picks, but for those close to talk of how text
/// is encoded, which show such things on purpose.
Step find_apart_from_talk(const DocumentText& document, bool (*may_matter)(std::string_view),
                          const std::function<std::vector<LineSpan>(std::u32string_view)>& find,
                          bool (*is_talk_of_it)(std::string_view) = is_talk);

}  // namespace fuyuan
