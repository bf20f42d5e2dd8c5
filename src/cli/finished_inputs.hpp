#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace fuyuan::cli {

/// The inputs that an interrupted run has finished, by its report.
class FinishedInputs {
 public:
  /// Nothing is finished.
  FinishedInputs() = default;
  /// Reads the report and takes out of it, in one step, what it says of inputs that are not
  /// finished: they are done again and reported again. `keeps_renames`: what it says of new names
  /// stays, whatever has them. A report that does not exist is empty. Throws IoError.
  FinishedInputs(const std::string& report, bool keeps_renames);

  bool contains(std::string_view path) const;
  bool empty() const { return paths_.empty(); }

 private:
  std::unordered_set<std::string> paths_;  ///< as JSON: a path may be any bytes
};

}  // namespace fuyuan::cli
