#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Finds the backslashes that DoubledBackslash put into a document of UTF-8. One that is meant is
/// left: a path, an escape, a sign between two words. In the order of the text.
std::vector<Span> find_doubled_backslashes(std::string_view text, const LanguageModel& model);

}  // namespace fuyuan
