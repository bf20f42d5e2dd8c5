#pragma once

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

/// Where the result of one input goes.
class ResultTarget {
 public:
  virtual ~ResultTarget() = default;

  virtual ByteSink& sink() = 0;
  /// All of the result is in the sink; `changed`: it is another than the input. Until now nothing
  /// is in its place. Throws IoError.
  virtual void finish(bool changed) = 0;

 protected:
  ResultTarget() = default;
  ResultTarget(const ResultTarget&) = default;
  ResultTarget& operator=(const ResultTarget&) = default;
};

/// For --check and dry runs.
class NoTarget final : public ResultTarget {
 public:
  ByteSink& sink() override { return sink_; }
  void finish(bool changed) override { static_cast<void>(changed); }

 private:
  NullSink sink_;
};

}  // namespace fuyuan::cli
