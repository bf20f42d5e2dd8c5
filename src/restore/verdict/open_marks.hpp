#pragma once

#include <string_view>

#include "restore/plan.hpp"

namespace fuyuan {

/// Whether question marks are left in `text` that stand for what a decoder of pairs lost: where
/// nobody asks, right before a Chinese character at the beginning of a line, a field or a word, in
/// text of which other places came back from such a decoder.
bool has_open_marks(std::string_view text, const Plan& plan);

/// Whether a document has question marks for words, and no letter: nothing of it is left.
bool is_of_question_marks(std::string_view text);

}  // namespace fuyuan
