#pragma once

#include <string_view>
#include <vector>

#include "restore/options.hpp"
#include "restore/plan.hpp"
#include "restore/reading/utf16_search.hpp"

namespace fuyuan {

/// Spans of what a search read: each run of UTF-16, named by its charset or, where `is_text_mode`,
/// by that; each place where it is out of step; and characters of other charsets that share a line
/// with it.
std::vector<Span> write_utf16_runs(std::string_view bytes,
                                   const std::vector<ReadCharacter>& characters, bool is_text_mode,
                                   const Options& options);

/// The same where zeros are gone: each line is a span, in which every character is named that the
/// bytes alone leave open.
std::vector<Span> write_utf16_lines(std::string_view bytes,
                                    const std::vector<ReadCharacter>& characters,
                                    Utf16Change change, const Options& options);

}  // namespace fuyuan
