#include "channel/byte_pattern.hpp"

#include <deque>
#include <mutex>
#include <stdexcept>

namespace fuyuan {
namespace {

struct Sets {
  std::mutex mutex;
  std::deque<ByteSet> sets;  // a deque: elements stay where they are
};

Sets& sets() {
  static Sets instance;
  return instance;
}

}  // namespace

ByteCode intern(const ByteSet& set) {
  Sets& all = sets();
  const std::lock_guard lock(all.mutex);
  for (std::size_t i = 0; i < all.sets.size(); ++i) {
    if (all.sets[i] == set) return static_cast<ByteCode>(kFirstSetCode + i);
  }
  if (all.sets.size() > 60000) throw std::length_error("too many byte sets");
  all.sets.push_back(set);
  return static_cast<ByteCode>(kFirstSetCode + all.sets.size() - 1);
}

const ByteSet& byte_set(ByteCode code) { return sets().sets[code - kFirstSetCode]; }

ByteSet byte_range(unsigned first, unsigned last) {
  ByteSet set;
  for (unsigned byte = first; byte <= last; ++byte) set.set(byte);
  return set;
}

}  // namespace fuyuan
