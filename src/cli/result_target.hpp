#pragma once

#include <memory>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"

namespace fuyuan::cli {

/// Where the result of one input goes.
class ResultTarget {
 public:
  virtual ~ResultTarget() = default;

  virtual ByteSink& sink() = 0;
  /// All of the result is in the sink; `changed`: it is another than the input. Returns the file
  /// that waits to take its place, if there is one. Throws IoError.
  virtual std::shared_ptr<AtomicFile> finish(bool changed) = 0;

 protected:
  ResultTarget() = default;
  ResultTarget(const ResultTarget&) = default;
  ResultTarget& operator=(const ResultTarget&) = default;
};

/// For --check and dry runs.
class NoTarget final : public ResultTarget {
 public:
  ByteSink& sink() override { return sink_; }
  std::shared_ptr<AtomicFile> finish(bool changed) override {
    static_cast<void>(changed);
    return nullptr;
  }

 private:
  NullSink sink_;
};

}  // namespace fuyuan::cli
