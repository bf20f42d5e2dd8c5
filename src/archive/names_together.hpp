#pragma once

#include <optional>
#include <string>
#include <vector>

namespace fuyuan {

/// Names, or remarks as short as they, restored in the light of each other; what is Traditional
/// stays so, and nothing is inferred. Nothing where they cannot be told apart afterwards.
std::optional<std::vector<std::string>> restore_together(const std::vector<std::string>& names);

}  // namespace fuyuan
