#pragma once

#include <cstdint>
#include <functional>

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

/// Counts what is read from a file, and says of an error at which offset it came.
class CountingSource final : public ByteSource {
 public:
  /// `take` is told of each piece how large it is.
  CountingSource(FileSource& source, std::function<void(std::uint64_t)> take)
      : source_(source), take_(std::move(take)) {}

  std::size_t read(char* buffer, std::size_t size) override;
  bool would_wait() override { return source_.would_wait(); }
  int descriptor() const override { return source_.descriptor(); }

  std::uint64_t count() const { return count_; }

 private:
  FileSource& source_;
  std::function<void(std::uint64_t)> take_;
  std::uint64_t count_ = 0;
};

}  // namespace fuyuan::cli
