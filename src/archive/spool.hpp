#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan {

/// Keeps what is written until it is asked for: small things in memory, the rest in a temporary
/// file without a name (in TMPDIR, else /tmp).
class Spool final : public ByteSink {
 public:
  /// Throws IoError.
  void write(std::string_view bytes) override;

  std::uint64_t size() const { return size_; }
  /// What it takes of the memory.
  std::size_t held() const { return memory_.size(); }
  /// Up to `size` bytes from `offset` on; 0 at the end. Throws IoError.
  std::size_t read(std::uint64_t offset, char* buffer, std::size_t size) const;
  /// Moves what is in memory to the file. Throws IoError.
  void leave_memory();
  /// The temporary file, or -1 while all is in memory.
  int descriptor() const { return file_.get(); }
  /// Calls `take` with all that was written, piece by piece. Throws IoError.
  void replay(const std::function<void(std::string_view)>& take) const;
  /// Whether the same bytes were written to both.
  bool equals(const Spool& other) const;

 private:
  std::string memory_;
  Descriptor file_;
  std::uint64_t size_ = 0;
};

/// Reads what was written to a spool.
class SpoolSource final : public ByteSource {
 public:
  explicit SpoolSource(const Spool& spool, std::uint64_t begin = 0)
      : spool_(spool), offset_(begin) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t got = spool_.read(offset_, buffer, size);
    offset_ += got;
    return got;
  }
  int descriptor() const override { return spool_.descriptor(); }

 private:
  const Spool& spool_;
  std::uint64_t offset_;
};

}  // namespace fuyuan
