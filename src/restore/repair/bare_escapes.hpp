#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds the escapes of JSON whose backslashes were taken away, as databases and PHP do:
/// `u5f20u4e09` was `\u5f20\u4e09`, 张三. Two in a row that come to a word of common characters are
/// no word of anything else; others in the line go with them. What has a backslash or another mark
/// of a notation is not looked at.
std::vector<LineSpan> find_bare_escapes(std::u32string_view line, const LanguageModel& model);

/// Whether the bytes may hold such escapes: a quick look.
bool may_have_bare_escapes(std::string_view bytes);

}  // namespace fuyuan
