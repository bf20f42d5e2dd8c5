#pragma once

#include <string>

namespace fuyuan::cli {

/// Renames a file or folder; never replaces anything. Throws IoError.
void rename_file(const std::string& from, const std::string& to);

}  // namespace fuyuan::cli
