#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Brings back the hanzi that came through where GBK was read as UTF-8, each as one odd letter
/// between marks (`ǰ����ͼ`: 前, two hanzi that are lost, 图). U+FFFD stays, and so do letters made
/// of the halves of two characters; question marks become U+FFFD where they are the only marks.
/// Nothing where the line's letters may be text of their own, unless other lines show what
/// happened: `is_habitual`.
std::vector<LineSpan> bring_back_survivors(std::u32string_view line, bool is_habitual);

}  // namespace fuyuan
