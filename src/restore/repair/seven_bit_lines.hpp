#pragma once

#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// The lines of an ASCII text that are GB 2312 with the eighth bit cleared and nothing to mark it
/// (`Dc:C` for 你好). Where the Chinese begins and ends is for the lattice to find. Empty where the
/// text makes sense as it stands, or makes none in Chinese either.
std::vector<Span> find_seven_bit_lines(std::string_view text, const LanguageModel& model,
                                       const Registry& registry);

}  // namespace fuyuan
