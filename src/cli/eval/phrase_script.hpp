#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

/// Simplified text that OpenCC turned into Traditional by its dictionaries of phrases: general,
/// Taiwan, Hong Kong.
inline constexpr std::array<std::string_view, 3> kPhraseScripts = {"opencc:s2t", "opencc:s2tw",
                                                                   "opencc:s2hk"};

/// Converts `documents` as `name`, one of kPhraseScripts, says and restores them, OpenCC's way back
/// beside ours. Needs the command `opencc`; throws std::runtime_error if it fails.
Score measure_phrase_script(std::string_view name, const std::vector<std::string>& documents);

}  // namespace fuyuan::eval
