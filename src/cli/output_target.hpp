#pragma once

#include <memory>

#include "cli/result_target.hpp"

namespace fuyuan::cli {

/// Standard output.
class OutputTarget final : public ResultTarget {
 public:
  ByteSink& sink() override { return out_; }
  std::shared_ptr<AtomicFile> finish(bool changed) override {
    static_cast<void>(changed);
    out_.flush();
    return nullptr;
  }

 private:
  StandardOutput out_;
};

}  // namespace fuyuan::cli
