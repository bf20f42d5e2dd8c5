#pragma once

#include <string_view>

namespace fuyuan {

/// log of how much likelier it is that a comment ends before `behind` and a line of code follows it
/// than that the comment goes on with code; 0 where there is no comment, or nothing tells. `line`:
/// all of it, which ends with `behind`; the last character before that is what the mark of a
/// decoder stands for.
float weigh_code_behind_comment(std::u32string_view line, std::u32string_view behind);

}  // namespace fuyuan
