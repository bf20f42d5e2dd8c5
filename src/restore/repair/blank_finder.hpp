#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Finds the characters that BlankedBytes put spaces into, in a text that is UTF-8 for the most
/// part, and infers what they were. Those less probable than `least` stay lost, where a byte is
/// certain to be missing; elsewhere they are left. In the order of the text.
std::vector<Span> find_blanked_bytes(std::string_view text, const LanguageModel& model,
                                     double least);

}  // namespace fuyuan
