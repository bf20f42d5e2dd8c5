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
    if (filter_.empty()) filter_.resize(kFilterWords);
    const std::size_t bit = filter_bit(group);
    filter_[bit / kWordBits] |= std::uint64_t{1} << bit % kWordBits;
    Slot& slot = slots_[find(group)];
    used_ += slot.group == 0 ? 1 : 0;
    slot.group = group;
    ++slot.count;
  }

  std::uint32_t count(Group group) const { return may_have(group) ? slots_[find(group)].count : 0; }

 private:
  static constexpr std::size_t kFirstSlots = 256;
  static constexpr unsigned kFilterLog = 19;  ///< bits: a few for each group of a page
  static constexpr std::size_t kWordBits = 64;
  static constexpr std::size_t kFilterWords = (std::size_t{1} << kFilterLog) / kWordBits;

  struct Slot {
    Group group = 0;  ///< 0: free
    std::uint32_t count = 0;
  };

  static std::uint64_t hash(Group group) { return group * std::uint64_t{0x9E3779B97F4A7C15}; }
  static std::size_t filter_bit(Group group) {
    return static_cast<std::size_t>(hash(group) >> (kWordBits - kFilterLog));
  }

  /// Most groups asked for are not there, and the filter stays in the processor's cache.
  bool may_have(Group group) const {
    const std::size_t bit = filter_bit(group);
    return !filter_.empty() && (filter_[bit / kWordBits] >> bit % kWordBits & 1) != 0;
  }

  /// Where the group is, or would be.
  std::size_t find(Group group) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash(group) >> 32) & mask;
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

  std::vector<Slot> slots_;            ///< a power of two
  std::vector<std::uint64_t> filter_;  ///< a bit for each group that is there, and for others
  std::size_t used_ = 0;
};

}  // namespace fuyuan
