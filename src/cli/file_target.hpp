#pragma once

#include <sys/stat.h>

#include <memory>
#include <string>

#include "cli/result_target.hpp"

namespace fuyuan::cli {

/// A file that gets the result in one step, with the mode, owner and times of the input.
class FileTarget final : public ResultTarget {
 public:
  struct Plan {
    std::string target;
    struct stat status;         ///< of the input
    bool replaces;              ///< the target is the input: it stays where nothing changed
    std::string backup_suffix;  ///< of a backup; empty: none
  };

  explicit FileTarget(Plan plan);

  ByteSink& sink() override { return *file_; }
  std::shared_ptr<AtomicFile> finish(bool changed) override;

 private:
  Plan plan_;
  std::shared_ptr<AtomicFile> file_;
};

}  // namespace fuyuan::cli
