#pragma once

#include <array>
#include <bitset>
#include <cstdint>

namespace fuyuan {

/// A byte that is known (0–255), or one of a set of bytes (256 + the set's number).
using ByteCode = std::uint16_t;
using ByteSet = std::bitset<256>;

inline constexpr ByteCode kFirstSetCode = 256;
inline constexpr bool is_set(ByteCode code) noexcept { return code >= kFirstSetCode; }

/// The code of a set. Equal sets have equal codes, unless they are to mean different things. Meant
/// for the construction of channels: takes a lock. Throws std::length_error after some sixty
/// thousand different sets.
ByteCode intern(const ByteSet& set, unsigned meaning = 0);

const ByteSet& byte_set(ByteCode code);

/// Whether `byte` is possible under `code`.
inline bool admits(ByteCode code, unsigned byte) {
  return is_set(code) ? byte_set(code)[byte] : code == byte;
}

ByteSet byte_range(unsigned first, unsigned last);

/// The bytes of a character so far: up to four codes. Packs into 64 bits; the empty pattern is 0.
struct BytePattern {
  std::array<ByteCode, 4> codes{};
  std::uint8_t size = 0;

  void push(ByteCode code) { codes[size++] = code; }
  bool is_known() const {
    for (int i = 0; i < size; ++i) {
      if (is_set(codes[i])) return false;
    }
    return true;
  }
  /// At most three codes: what a channel may have pending.
  std::uint64_t pack() const {
    std::uint64_t packed = 0;
    for (int i = size - 1; i >= 0; --i) packed = packed << 16 | static_cast<ByteCode>(codes[i] + 1);
    return packed;
  }
  static BytePattern unpack(std::uint64_t packed) {
    BytePattern pattern;
    for (packed &= (std::uint64_t{1} << 48) - 1; packed != 0; packed >>= 16) {
      pattern.push(static_cast<ByteCode>((packed & 0xFFFF) - 1));
    }
    return pattern;
  }
};

}  // namespace fuyuan
