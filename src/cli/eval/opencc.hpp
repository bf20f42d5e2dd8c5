#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuyuan::eval {

/// The command `opencc`, run once for many documents.
class OpenCc {
 public:
  /// `configuration`: "t2s", "tw2s", …
  explicit OpenCc(std::string configuration) : configuration_(std::move(configuration)) {}

  std::string name() const { return "OpenCC " + configuration_; }

  static bool is_installed();

  /// Each document converted. Throws std::runtime_error if the command fails.
  std::vector<std::string> convert(const std::vector<std::string>& documents) const;

 private:
  std::string configuration_;
};

}  // namespace fuyuan::eval
