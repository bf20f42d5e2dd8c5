#pragma once

#include <cstdint>

namespace fuyuan {

/// How many bits are set. std::popcount is a call into a library where the compiler may not count
/// on the processor's own instruction, as in a build for any x86-64.
constexpr int count_bits(std::uint64_t bits) noexcept {
  constexpr std::uint64_t kPairs = 0x5555555555555555;
  constexpr std::uint64_t kFours = 0x3333333333333333;
  constexpr std::uint64_t kBytes = 0x0F0F0F0F0F0F0F0F;
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  bits -= bits >> 1 & kPairs;
  bits = (bits & kFours) + (bits >> 2 & kFours);
  return static_cast<int>(((bits + (bits >> 4)) & kBytes) * kOnes >> 56);
}

}  // namespace fuyuan
