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

/// The same of a line that has survivors, with what they, letters made of two halves and the marks
/// themselves tell of the characters around: each that is at least as probable as `least`, and
/// U+FFFD, one for a character, for the others. Empty where no GBK can have become the line, or it
/// has characters of four bytes of GB 18030. Takes a quarter of a millisecond for each symbol.
std::vector<LineSpan> infer_around_survivors(std::u32string_view line, double least);

}  // namespace fuyuan
