#pragma once

#include <string>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

/// One document, broken, and by what.
struct Trial {
  const std::string* document = nullptr;
  Broken broken;
};

/// What users have today, asked about the same documents: iconv and uconv where all steps are
/// misreads (told them), uchardet and ICU where the bytes are raw, OpenCC where the script changed.
/// Nothing where none of them has anything to do with the damage. Throws std::runtime_error if a
/// command fails.
std::vector<RivalFigures> measure_rivals(const Damage& damage, const std::vector<Trial>& trials);

}  // namespace fuyuan::eval
