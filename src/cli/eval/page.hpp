#pragma once

#include <string>
#include <vector>

#include "cli/eval/evaluation.hpp"

namespace fuyuan::eval {

/// The whole page of figures in Markdown: aims, every damage, by text, by length, short strings,
/// script, mixed lines, healthy text, and how it all was measured.
std::string make_page(const std::vector<Score>& scores, const EvaluationOptions& options);

}  // namespace fuyuan::eval
