#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Takes out of the spans of misreads, which are `found` line by line, the signs of a template
/// around them, which were never misread: an indent of ideographic spaces, a bullet, a bracket, a
/// currency sign. They stand at the edges of runs of misread characters, and what they come to
/// reads worse than they do, here or in most lines that have them. Returns the numbers of the lines
/// that keep some.
std::set<std::size_t> keep_signs(std::span<const std::u32string_view> lines,
                                 const LanguageModel& model,
                                 std::vector<std::vector<LineSpan>>& found);

}  // namespace fuyuan
