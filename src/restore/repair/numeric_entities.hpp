#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "restore/plan.hpp"

namespace fuyuan {

/// A line of markup with numeric entities of characters beyond ASCII, such as `&#20320;`.
struct EntityLine {
  std::u32string text;      ///< with the characters in their place
  std::size_t named = 0;    ///< how many of them there are
  std::vector<Span> spans;  ///< that put them there
};

/// Those of a document, as far as none of them names a character that is hard to see otherwise, a
/// blank or a control. Other entities stay as they are in them.
std::vector<EntityLine> list_entity_lines(std::string_view text);

}  // namespace fuyuan
