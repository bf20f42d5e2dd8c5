#pragma once

#include <array>
#include <cstdint>

namespace fuyuan {

/// The file of a masked model: this header, then without gaps
///
///     u16 × (vocabulary + 1)     row of each token of the language model, and of what is not known
///     f32 × rows                 bias
///     f32 × hidden               bias of the hidden numbers
///     f32 × rows, three times    scales of what follows: near, far, out
///     f32 × inputs               scales of the mixing matrix
///     i8 × rows × embedding      a character that is near
///     i8 × rows × embedding      one that is farther away
///     i8 × rows × hidden         one that may stand at the place
///     i8 × inputs × hidden       the mixing matrix
///
/// Little-endian; numbers as on x86-64 and AArch64.
struct MaskedHeader {
  static constexpr std::array<char, 8> kMagic = {'F', 'Y', 'M', 'M', '0', '0', '0', '1'};

  std::array<char, 8> magic;
  std::uint64_t file_size;
  std::uint32_t vocabulary;
  std::uint32_t rows;
  std::uint32_t inputs;
  std::uint32_t hidden;
};

}  // namespace fuyuan
