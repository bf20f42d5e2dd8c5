#pragma once

#include <string>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

/// What Fuyuan aims at, family by family, beside what the scores say: a Markdown table. Short
/// strings do not count; aims that the scores say nothing about are left out.
std::string aims_table(const std::vector<Score>& scores);

}  // namespace fuyuan::eval
