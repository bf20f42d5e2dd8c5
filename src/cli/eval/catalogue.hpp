#pragma once

#include <string_view>
#include <vector>

#include "cli/eval/damage.hpp"

namespace fuyuan::eval {

/// All that `fuyuan eval` does to text: nothing at all (`healthy`), every channel of the registry
/// by every habit that makes a difference, and some that are made of several steps: misreads one
/// after another (`chain:…`), accidents that befall mojibake (`accident:…`), UTF-16 without a mark.
/// The order is that of the tables.
std::vector<Damage> make_catalogue();

/// Those whose name contains `part`.
std::vector<Damage> select(const std::vector<Damage>& damages, std::string_view part);

/// One step by its name on the command line, "utf8-as-gbk:python"; the first habit if none is
/// named. Throws std::logic_error if there is none.
DamageStep make_step(std::string_view name);

}  // namespace fuyuan::eval
