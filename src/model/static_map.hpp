#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace fuyuan {

/// An immutable map from 64-bit keys to 5-bit values that keeps no keys: each slot holds an 11-bit
/// fingerprint and the value, laid out as a three-wise binary fuse filter (Graf and Lemire 2022),
/// at about 2.25 bytes an entry. A key that was never put in is found by mistake once in 2,048
/// look-ups, so callers ask only for keys that other evidence makes likely.
class StaticMap {
  __extension__ using Uint128 = unsigned __int128;

 public:
  static constexpr int kMissing = -1;
  static constexpr int kValueBits = 5;

  StaticMap() = default;

  /// A view of slots made by `build`; the memory must outlive the map.
  StaticMap(std::span<const std::uint16_t> slots, std::uint64_t seed, std::uint32_t segment_length)
      : slots_(slots), seed_(seed), segment_length_(segment_length) {
    const auto segments = static_cast<std::uint32_t>(slots.size()) / segment_length;
    reach_ = segments < 3 ? 0 : (segments - 2) * segment_length;
  }

  /// The value of `key`, or kMissing.
  int find(std::uint64_t key) const noexcept {
    const std::uint64_t hash = mix(key ^ seed_);
    const auto cell = cells(hash);
    const unsigned slot = slots_[cell.a] ^ slots_[cell.b] ^ slots_[cell.c];
    if (slot >> kValueBits != fingerprint(hash)) return kMissing;
    return static_cast<int>(slot & ((1U << kValueBits) - 1));
  }

  void prefetch(std::uint64_t key) const noexcept {
    const auto cell = cells(mix(key ^ seed_));
    __builtin_prefetch(&slots_[cell.a]);
    __builtin_prefetch(&slots_[cell.b]);
    __builtin_prefetch(&slots_[cell.c]);
  }

  struct Built {
    std::vector<std::uint16_t> slots;
    std::uint64_t seed = 0;
    std::uint32_t segment_length = 0;
  };

  /// Lays out `entries` (distinct keys, values below 32). Deterministic: the same entries in the
  /// same order give the same slots. Throws std::runtime_error where keys repeat.
  static Built build(std::span<const std::pair<std::uint64_t, std::uint8_t>> entries);

 private:
  struct Cells {
    std::size_t a, b, c;
  };

  static std::uint64_t mix(std::uint64_t x) noexcept {  // the finaliser of MurmurHash3
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ x >> 33;
  }
  static unsigned fingerprint(std::uint64_t hash) noexcept {
    return static_cast<unsigned>((hash ^ hash >> 32) & 0x7FF);
  }
  Cells cells(std::uint64_t hash) const noexcept {
    const auto high = static_cast<std::uint64_t>(static_cast<Uint128>(hash) * reach_ >> 64);
    const std::uint64_t mask = segment_length_ - 1;
    return {high, (high + segment_length_) ^ (hash >> 18 & mask),
            (high + 2ULL * segment_length_) ^ (hash & mask)};
  }

  std::span<const std::uint16_t> slots_;
  std::uint64_t seed_ = 0;
  std::uint32_t segment_length_ = 1;
  std::uint32_t reach_ = 0;
};

}  // namespace fuyuan
