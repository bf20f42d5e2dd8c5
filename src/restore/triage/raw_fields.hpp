#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/triage/misread_runs.hpp"

namespace fuyuan {

/// Bytes of a line that are words of GBK beside UTF-8.
struct RawField {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Finds them where the line is read at its best as characters of UTF-8 in one place and as pairs
/// in another: a pair may end in the first byte of a character that is whole, and be a character of
/// UTF-8 with the pair beside it. In order. `in_utf8`: the document is UTF-8 for the most part.
/// `misread`: what of the line is UTF-8 of such.
std::vector<RawField> find_raw_fields(std::string_view line, bool in_utf8,
                                      std::span<const MisreadRun> misread,
                                      const LanguageModel& model);

}  // namespace fuyuan
