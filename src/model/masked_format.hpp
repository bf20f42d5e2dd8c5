#pragma once

#include <array>
#include <cstdint>

namespace fuyuan {

/// The file of a masked model: this header, then without gaps
///
///     u16 × (vocabulary + 1)     row of each token of the language model, and of what is not known
///     f32 × rows                 bias of a character that may stand at a place
///     f32 × ...                  bias of each of the matrices of MaskedLayers, in their order
///     quantised                  rows × embedding: a character that is read
///     quantised                  rows × hidden: one that may stand at a place
///     quantised                  the matrices of MaskedLayers, in their order
///
/// Quantised is: f32 × rows, what a one is worth in each row; then i8 × rows × width.
/// Little-endian; numbers as on x86-64 and AArch64.
struct MaskedHeader {
  static constexpr std::array<char, 8> kMagic = {'F', 'Y', 'M', 'M', '0', '0', '0', '2'};

  std::array<char, 8> magic;
  std::uint64_t file_size;
  std::uint32_t vocabulary;
  std::uint32_t rows;
  std::uint32_t embedding;
  std::uint32_t state;
  std::uint32_t hidden;
  std::uint32_t unused;
};

}  // namespace fuyuan
