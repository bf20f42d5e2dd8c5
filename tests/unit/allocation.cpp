#include "unit/allocation.hpp"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

std::atomic<std::size_t> g_most = std::numeric_limits<std::size_t>::max();
std::atomic<long> g_live = 0;

void* allocate(std::size_t size) noexcept {
  void* block = size > g_most ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (block != nullptr) ++g_live;
  return block;
}

void* allocate_or_throw(std::size_t size) {
  if (void* block = allocate(size)) return block;
  throw std::bad_alloc();
}

void release(void* block) noexcept {
  if (block != nullptr) --g_live;
  std::free(block);
}

}  // namespace

// All of those that take part without an alignment: a sanitizer has its own of each.
void* operator new(std::size_t size) { return allocate_or_throw(size); }
void* operator new[](std::size_t size) { return allocate_or_throw(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { release(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { release(block); }

namespace fuyuan::testing {

AllocationLimit::AllocationLimit(std::size_t most) { g_most = most; }
AllocationLimit::~AllocationLimit() { g_most = std::numeric_limits<std::size_t>::max(); }

long live_allocations() { return g_live; }

}  // namespace fuyuan::testing
