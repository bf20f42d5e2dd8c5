#pragma once

#include <string_view>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Whether the span's letters, with those beside them, are a list as programs and grammars have it:
/// what a language adds to the alphabet, in order or in both cases, one letter with all its
/// accents, the ranges of a regular expression, or operators (`ÀÈÌÒÙ`, `[åäöÅÄÖ]`, `[éèêë]`,
/// `[À-ÖØ-öø-ÿ]`, `~¬±×÷`).
/// Bytes that were read as letters hardly ever come to one.
bool are_listed_letters(std::u32string_view line, const LineSpan& span);

}  // namespace fuyuan
