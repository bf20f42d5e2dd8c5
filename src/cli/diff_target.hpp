#pragma once

#include <memory>
#include <string>

#include "cli/line_diff.hpp"
#include "cli/result_target.hpp"

namespace fuyuan::cli {

/// Writes what would change in a file as a unified diff, and nothing else.
class DiffTarget final : public ResultTarget {
 public:
  /// `out` stays in use. Throws IoError.
  DiffTarget(const std::string& input, ByteSink& out, const Palette& palette);

  ByteSink& sink() override { return diff_; }
  std::shared_ptr<AtomicFile> finish(bool changed) override;

 private:
  FileSource before_;
  ByteSink& out_;
  LineDiff diff_;
};

/// The name of a file in a diff.
std::string diff_name(std::string_view path);

}  // namespace fuyuan::cli
