#pragma once

#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

struct ExplanationStyle {
  Palette palette{false};
  bool shows_all = false;  ///< every span, however many
};

/// What was wrong with a document and what was done, for people: the verdict in a sentence, then
/// step by step each stretch that changed, by which channel, before and after in its line, and the
/// characters that had to be inferred or were lost. `restored` must have been made from `observed`
/// with Options::mark off.
std::string explain_for_people(std::string_view path, std::string_view observed,
                               const Restored& restored, const ExplanationStyle& style);

}  // namespace fuyuan::cli
