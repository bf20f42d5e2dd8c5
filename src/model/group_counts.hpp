#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// How often groups of two or three tokens were seen, one behind the other: an open hash table in
/// one piece of memory. The boundary begins no group.
class GroupCounts {
 public:
  /// A group of tokens. Those that end in the same token need only be put together once.
  using Group = std::uint64_t;
  static Group group(Token first, Token second) { return append(first, second); }
  static Group append(Group group, Token next) { return group << 16 | next; }

  /// Makes room for `groups` different ones at once.
  void reserve(std::size_t groups) {
    if (groups * 2 > slots_.size()) resize(std::bit_ceil(groups * 2));
  }

  void add(Group group) {
    if (used_ * 2 >= slots_.size()) resize(slots_.empty() ? kFirstSlots : slots_.size() * 2);
    Slot& slot = slots_[find(group)];
    used_ += slot.group == 0 ? 1 : 0;
    slot.group = group;
    ++slot.count;
  }

  std::uint32_t count(Group group) const { return slots_.empty() ? 0 : slots_[find(group)].count; }

 private:
  static constexpr std::size_t kFirstSlots = 256;

  struct Slot {
    Group group = 0;  ///< 0: free
    std::uint32_t count = 0;
  };

  /// Where the group is, or would be.
  std::size_t find(Group group) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (group * std::uint64_t{0x9E3779B97F4A7C15} >> 32) & mask;
    while (slots_[at].group != group && slots_[at].group != 0) at = (at + 1) & mask;
    return at;
  }

  void resize(std::size_t slots) {
    std::vector<Slot> before(slots);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.group != 0) slots_[find(slot.group)] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< a power of two
  std::size_t used_ = 0;
};

}  // namespace fuyuan
