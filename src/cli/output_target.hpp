#pragma once

#include <memory>
#include <string>

#include "archive/spool.hpp"
#include "cli/result_target.hpp"

namespace fuyuan::cli {

/// Standard output.
class OutputTarget final : public ResultTarget {
 public:
  /// `input`: where the unchanged bytes can be read again, for what would be written in other bytes
  /// though nothing changed; empty: they cannot.
  explicit OutputTarget(std::string input) : input_(std::move(input)) {}

  ByteSink& sink() override;
  std::shared_ptr<AtomicFile> finish(bool changed) override;

 private:
  std::string input_;
  StandardOutput out_;
  Spool held_;
};

}  // namespace fuyuan::cli
