#pragma once

#include <cstddef>

namespace fuyuan::testing {

/// While it lives, whoever asks operator new for more than `most` bytes, on any thread, gets
/// std::bad_alloc.
class AllocationLimit {
 public:
  explicit AllocationLimit(std::size_t most);
  ~AllocationLimit();
  AllocationLimit(const AllocationLimit&) = delete;
  AllocationLimit& operator=(const AllocationLimit&) = delete;
};

/// How many blocks that operator new gave are not given back yet.
long live_allocations();

}  // namespace fuyuan::testing
