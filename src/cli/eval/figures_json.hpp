#pragma once

#include <string>
#include <vector>

#include "cli/eval/evaluation.hpp"

namespace fuyuan::eval {

/// The options and all scores, one a line, for programs.
std::string to_json(const std::vector<Score>& scores, const EvaluationOptions& options);

}  // namespace fuyuan::eval
