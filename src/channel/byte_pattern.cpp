#include "channel/byte_pattern.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>
#include <vector>

namespace fuyuan {
namespace {

constexpr std::size_t kBlock = 256;
constexpr std::size_t kMostSets = 60'000;

/// Sets stay where they are, and are read without a lock.
struct Sets {
  std::mutex mutex;
  std::size_t count = 0;
  std::map<unsigned, std::unordered_map<ByteSet, ByteCode>> codes;  ///< by meaning
  std::vector<std::unique_ptr<std::array<ByteSet, kBlock>>> owned;
  std::array<std::atomic<const ByteSet*>, kMostSets / kBlock + 1> blocks{};
};

Sets& sets() {
  static Sets instance;
  return instance;
}

}  // namespace

ByteCode intern(const ByteSet& set, unsigned meaning) {
  Sets& all = sets();
  const std::lock_guard lock(all.mutex);
  const auto [at, is_new] = all.codes[meaning].try_emplace(set, ByteCode{0});
  if (!is_new) return at->second;
  if (all.count == kMostSets) throw std::length_error("too many byte sets");
  if (all.count % kBlock == 0) {
    all.owned.push_back(std::make_unique<std::array<ByteSet, kBlock>>());
    all.blocks[all.count / kBlock].store(all.owned.back()->data(), std::memory_order_release);
  }
  (*all.owned.back())[all.count % kBlock] = set;
  at->second = static_cast<ByteCode>(kFirstSetCode + all.count++);
  return at->second;
}

const ByteSet& byte_set(ByteCode code) {
  const std::size_t index = code - kFirstSetCode;
  return sets().blocks[index / kBlock].load(std::memory_order_acquire)[index % kBlock];
}

ByteSet byte_range(unsigned first, unsigned last) {
  ByteSet set;
  for (unsigned byte = first; byte <= last; ++byte) set.set(byte);
  return set;
}

}  // namespace fuyuan
