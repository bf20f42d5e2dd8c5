#pragma once

#include <string_view>
#include <vector>

#include "restore/plan.hpp"

namespace fuyuan {

/// Finds the numeric entities that stand in prose for what its charset lacked: forms of pages in
/// GBK or Big5 send emoji and rare hanzi so, `收到了&#128077;`, and everything else as it is. None
/// in markup, in code, or where entities are what the text is about, and none that names what
/// cannot be seen.
std::vector<Span> find_lacked_characters(std::string_view text);

}  // namespace fuyuan
