#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace fuyuan {

/// The file of a language model: this header, then the sections in order of the enum, each at a
/// multiple of eight bytes. Little-endian; numbers as on x86-64 and AArch64.
struct ModelHeader {
  static constexpr std::array<char, 8> kMagic = {'F', 'Y', 'L', 'M', '0', '0', '0', '2'};

  enum Section {
    page_index,          ///< u16 × 4352: code point / 256 → page
    pages,               ///< u16 × 256 a page: token
    spread,              ///< f32 × vocabulary
    unigram,             ///< f32 × vocabulary: log P
    unigram_backoff,     ///< f32 × vocabulary
    code_points,         ///< u32 × vocabulary
    rows,                ///< u32 × (vocabulary + 1): first bigram of each token
    bigram_ids,          ///< u16: second tokens, ascending within a row
    bigram_probability,  ///< u8
    levels,              ///< f32 × 128: what 32 levels mean for trigrams, for four-grams, for the
                         ///< back-offs of two tokens and for those of three
    trigram_blocks,      ///< u32: where each block of NGramRows begins
    trigrams,            ///< NGramRows; contexts are bigrams, in order
    fourgram_blocks,     ///< u32
    fourgrams,           ///< NGramRows; contexts are trigrams, in order
    description,         ///< UTF-8 JSON
    section_count
  };

  std::array<char, 8> magic;
  std::uint64_t file_size;
  std::uint32_t vocabulary;
  std::uint32_t unused;
  std::array<std::uint64_t, section_count> offset;
  std::array<std::uint64_t, section_count> size;  ///< in bytes
};

/// A section as an array, in place. `bytes` are the model, in which the section must lie.
template <typename T>
std::span<const T> read_section(const ModelHeader& header, std::span<const unsigned char> bytes,
                                ModelHeader::Section which) {
  return {reinterpret_cast<const T*>(bytes.data() + header.offset[which]),
          header.size[which] / sizeof(T)};
}

}  // namespace fuyuan
