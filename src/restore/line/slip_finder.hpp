#pragma once

#include <array>
#include <span>
#include <string_view>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// What explains a line of GBK that lost single bytes before each of the others came to a letter of
/// its own: they make sense in pairs up to some place, where one is left over, and in other pairs
/// from there on. Nullptr where nothing explains it so well that no chance would, or no byte is
/// left over. `known`: those that explain other lines, of which less is asked. `scan`: of the line.
const Misread* find_slipped(std::u32string_view line, const LineScan& scan,
                            std::span<const Misread* const> channels,
                            std::span<const Misread* const> known, const LanguageModel& model);

/// Whether the channel, which is known to explain the line or others, explains it so.
inline bool has_slipped(const Misread& channel, std::u32string_view line, const LineScan& scan,
                        const LanguageModel& model) {
  const std::array<const Misread*, 1> one = {&channel};
  return find_slipped(line, scan, one, one, model) != nullptr;
}

}  // namespace fuyuan
