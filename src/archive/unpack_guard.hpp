#pragma once

#include <cstdint>

#include "archive/document_run.hpp"

namespace fuyuan {

/// Stops what unpacks to more than the limits allow.
class UnpackGuard {
 public:
  explicit UnpackGuard(const FormatOptions& limits)
      : max_unpacked_(limits.max_unpacked), max_ratio_(limits.max_ratio) {}

  /// Throws IoError if a single thing says that it will be larger than all may be.
  void check_declared(std::uint64_t size) const;
  /// `more` bytes came out; `packed` have gone in so far. Throws IoError beyond the limits.
  void add(std::uint64_t more, std::uint64_t packed);

 private:
  std::uint64_t max_unpacked_;
  std::uint64_t max_ratio_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace fuyuan
