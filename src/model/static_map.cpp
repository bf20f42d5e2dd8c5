#include "model/static_map.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace fuyuan {
namespace {

std::uint32_t segment_length_for(std::size_t entries) {
  if (entries < 16) return 8;
  const double exponent =
      std::floor(std::log(static_cast<double>(entries)) / std::log(3.33) + 2.25);
  return std::uint32_t{1} << std::min(18, static_cast<int>(exponent));
}

std::size_t slot_count_for(std::size_t entries, std::uint32_t segment_length) {
  const double n = std::max<double>(static_cast<double>(entries), 4);
  const double factor = std::max(1.125, 0.875 + 0.25 * std::log(1e6) / std::log(n));
  const auto capacity = static_cast<std::size_t>(n * factor) + 16;
  const std::size_t segments = std::max<std::size_t>(3, capacity / segment_length + 2);
  return segments * segment_length;
}

}  // namespace

StaticMap::Built StaticMap::build(std::span<const std::pair<std::uint64_t, std::uint8_t>> entries) {
  Built built;
  built.segment_length = segment_length_for(entries.size());
  const std::size_t slots = slot_count_for(entries.size(), built.segment_length);
  built.slots.assign(slots, 0);

  struct Peeled {
    std::uint32_t entry;
    std::uint32_t slot;
  };
  std::vector<Peeled> order;
  for (std::uint64_t attempt = 1; attempt <= 100; ++attempt) {
    built.seed = mix(attempt);
    const StaticMap layout(built.slots, built.seed, built.segment_length);
    const auto cells_of = [&](std::uint32_t entry) {
      return layout.cells(mix(entries[entry].first ^ built.seed));
    };
    // Each slot knows how many entries touch it and the xor of their indices: a slot touched once
    // names its entry without any list.
    std::vector<std::uint32_t> touches(slots, 0);
    std::vector<std::uint32_t> names(slots, 0);
    const auto touch = [&](std::uint32_t entry, std::uint32_t by) {
      const Cells cell = cells_of(entry);
      for (const std::size_t at : {cell.a, cell.b, cell.c}) {
        touches[at] += by;
        names[at] ^= entry;
      }
    };
    for (std::uint32_t i = 0; i < entries.size(); ++i) touch(i, 1);
    std::vector<std::uint32_t> queue;
    for (std::uint32_t at = 0; at < slots; ++at) {
      if (touches[at] == 1) queue.push_back(at);
    }
    order.clear();
    while (!queue.empty()) {
      const std::uint32_t at = queue.back();
      queue.pop_back();
      if (touches[at] != 1) continue;
      const std::uint32_t entry = names[at];
      order.push_back({entry, at});
      touch(entry, static_cast<std::uint32_t>(-1));
      const Cells cell = cells_of(entry);
      for (const std::size_t next : {cell.a, cell.b, cell.c}) {
        if (touches[next] == 1) queue.push_back(static_cast<std::uint32_t>(next));
      }
    }
    if (order.size() == entries.size()) break;
    if (attempt == 100) throw std::runtime_error("static map: keys repeat");
  }
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    const auto& [key, value] = entries[it->entry];
    const std::uint64_t hash = mix(key ^ built.seed);
    const StaticMap layout(built.slots, built.seed, built.segment_length);
    const Cells cell = layout.cells(hash);
    const unsigned wanted = fingerprint(hash) << kValueBits | value;
    const unsigned others =
        built.slots[cell.a] ^ built.slots[cell.b] ^ built.slots[cell.c] ^ built.slots[it->slot];
    built.slots[it->slot] = static_cast<std::uint16_t>(wanted ^ others);
  }
  return built;
}

}  // namespace fuyuan
