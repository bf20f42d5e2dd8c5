#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// How often pairs of tokens were seen, one behind the other: an open hash table in one piece of
/// memory. The boundary is no token of a pair.
class PairCounts {
 public:
  void add(Token first, Token second) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = slots_[find(key(first, second))];
    used_ += slot.key == 0 ? 1 : 0;
    slot.key = key(first, second);
    ++slot.count;
  }

  std::uint32_t count(Token first, Token second) const {
    return slots_.empty() ? 0 : slots_[find(key(first, second))].count;
  }

 private:
  static constexpr std::size_t kFirstSlots = 256;

  struct Slot {
    std::uint32_t key = 0;  ///< 0: free
    std::uint32_t count = 0;
  };

  static std::uint32_t key(Token first, Token second) {
    return std::uint32_t{first} << 16 | second;
  }

  /// Where the key is, or would be.
  std::size_t find(std::uint32_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (key * std::uint64_t{0x9E3779B97F4A7C15} >> 32) & mask;
    while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> before(slots_.empty() ? kFirstSlots : slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.key != 0) slots_[find(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< a power of two
  std::size_t used_ = 0;
};

}  // namespace fuyuan
