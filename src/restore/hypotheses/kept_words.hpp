#pragma once

#include <string_view>

#include "channel/misread.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// Whether words of the line read well as they stand, and worse with the misread undone: pairs read
/// as other pairs come back as something wherever they are, so that a label before a broken value
/// does as well. `scan` is the line's.
bool keeps_words(const Misread& channel, std::u32string_view line, const LineScan& scan,
                 const LanguageModel& model);

}  // namespace fuyuan
