#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "model/count_bits.hpp"

namespace fuyuan {

/// What follows one context: entries with ascending ranks, each with a level. Made by NGramRows.
struct NGramRow {
  std::uint32_t bit = 0;    ///< where the entries begin in the stream
  std::uint32_t first = 0;  ///< the number of the first entry, counted over all rows
  std::uint16_t size = 0;   ///< entries; 0: nothing is known to follow
  std::uint8_t width = 0;   ///< of a rank, in bits
  std::uint8_t weight = 0;  ///< level of the context's back-off weight, below 32
};

/// One order of n-grams, exact and read in place. An n-gram is an entry in the row of its context
/// (all tokens but the last): a *rank*, the place of its last token among the tokens that follow
/// the context without its first token, which must be known for every n-gram; and a *level* below
/// 32, the quantised probability. Ranks are small where tokens are not, so an entry takes about two
/// bytes for trigrams and a little more than one for four-grams (the remapping of Pibiri and
/// Venturini 2017, with fixed widths by row instead of Elias-Fano).
///
/// Contexts are numbered; kBlock of them make a block, all rows of which stand together: 32 bits
/// tell which of its contexts have a row and 32 the number of its first entry; then the rows follow
/// as a stream of bits: 4 of width, 5 of weight, 4 of size (15: another 16 follow), then the
/// entries, rank above level. A block begins at a whole byte.
class NGramRows {
 public:
  static constexpr int kMissing = -1;
  static constexpr unsigned kLevelBits = 5;
  static constexpr unsigned kWeightBits = 5;
  static constexpr unsigned kWidthBits = 4;
  static constexpr unsigned kSizeBits = 4;
  static constexpr unsigned kLongSizeBits = 16;
  static constexpr unsigned kLongSize = (1U << kSizeBits) - 1;  ///< the size stands behind it
  static constexpr std::size_t kBlock = 32;
  static constexpr std::size_t kBlockHead = 8;  ///< bytes
  static constexpr std::size_t kPadding = 8;    ///< bytes behind the stream, read but not used

  NGramRows() = default;
  /// A view of what NGramRowsBuilder made; the memory must outlive it. `blocks` says at which byte
  /// of `stream` each block begins; `stream` ends with kPadding.
  NGramRows(std::span<const std::uint32_t> blocks, std::span<const unsigned char> stream)
      : blocks_(blocks), stream_(stream) {}

  /// The row of a context; of size 0 where it has none.
  NGramRow row(std::size_t context) const noexcept {
    if (context / kBlock >= blocks_.size()) return {};
    const std::size_t begin = blocks_[context / kBlock];
    if (begin + kBlockHead + kPadding > stream_.size()) return {};  // a damaged file
    const std::uint32_t mask = word(begin);
    if ((mask >> context % kBlock & 1) == 0) return {};
    NGramRow row{.bit = static_cast<std::uint32_t>(begin + kBlockHead) * 8,
                 .first = word(begin + 4)};
    for (int i = count_bits(mask & ((1U << context % kBlock) - 1));; --i) {
      if (row.bit / 8 + kPadding > stream_.size()) return {};
      read_header(row);
      const std::uint32_t entries = row.size * (row.width + kLevelBits);
      if (i == 0) return (row.bit + entries) / 8 + kPadding > stream_.size() ? NGramRow{} : row;
      row.bit += entries;
      row.first += row.size;
    }
  }

  /// Brings into the cache what `row` will read.
  void prefetch(std::size_t context) const noexcept {
    if (context / kBlock >= blocks_.size()) return;
    const unsigned char* at = stream_.data() + blocks_[context / kBlock];
    __builtin_prefetch(at);
    __builtin_prefetch(at + 64);
  }

  std::uint32_t rank(const NGramRow& row, std::size_t i) const noexcept {
    return entry(row, i) >> kLevelBits;
  }
  unsigned level(const NGramRow& row, std::size_t i) const noexcept {
    return entry(row, i) & ((1U << kLevelBits) - 1);
  }

  /// The place in `row`, from `from` on, of the first entry whose rank is at least `rank`.
  std::size_t lower_bound(const NGramRow& row, std::uint32_t rank,
                          std::size_t from = 0) const noexcept {
    std::size_t length = row.size - from;
    while (length > 0) {
      const std::size_t half = length / 2;
      const bool below = this->rank(row, from + half) < rank;
      from = below ? from + half + 1 : from;
      length = below ? length - half - 1 : half;
    }
    return from;
  }

  /// The place in `row` of the entry with `rank`, or kMissing.
  int find(const NGramRow& row, std::uint32_t rank) const noexcept {
    const std::size_t at = lower_bound(row, rank);
    return at < row.size && this->rank(row, at) == rank ? static_cast<int>(at) : kMissing;
  }

 private:
  std::uint32_t word(std::size_t byte) const noexcept {
    std::uint32_t out = 0;
    std::memcpy(&out, stream_.data() + byte, sizeof out);
    return out;
  }
  std::uint32_t bits(std::uint32_t at) const noexcept {  // at least 24 of them
    return word(at / 8) >> at % 8;
  }
  std::uint32_t entry(const NGramRow& row, std::size_t i) const noexcept {
    const unsigned width = row.width + kLevelBits;
    return bits(row.bit + static_cast<std::uint32_t>(i) * width) & ((1U << width) - 1);
  }
  void read_header(NGramRow& row) const noexcept {
    const std::uint32_t header = bits(row.bit);
    row.width = header & ((1U << kWidthBits) - 1);
    row.weight = header >> kWidthBits & ((1U << kWeightBits) - 1);
    row.size = header >> (kWidthBits + kWeightBits) & kLongSize;
    row.bit += kWidthBits + kWeightBits + kSizeBits;
    if (row.size == kLongSize) {
      row.size = static_cast<std::uint16_t>(bits(row.bit));
      row.bit += kLongSizeBits;
    }
  }

  std::span<const std::uint32_t> blocks_;
  std::span<const unsigned char> stream_;
};

/// Writes NGramRows, context by context.
class NGramRowsBuilder {
 public:
  struct Entry {
    std::uint32_t rank;
    std::uint8_t level;
  };

  /// The row of `context`, later than all before; `entries` have ascending ranks below 2^15. Throws
  /// std::length_error where the stream grows past what 32 bits can address.
  void add(std::size_t context, std::uint8_t weight, std::span<const Entry> entries);

  /// Ends the stream. Nothing may be added after it.
  void finish();

  const std::vector<std::uint32_t>& blocks() const { return blocks_; }
  const std::vector<unsigned char>& stream() const { return stream_; }

 private:
  void put(std::uint32_t value, unsigned bits);
  void put_word(std::uint32_t value, std::size_t byte);

  std::vector<std::uint32_t> blocks_;
  std::vector<unsigned char> stream_;
  std::uint64_t bit_ = 0;
  std::uint32_t entries_ = 0;
};

}  // namespace fuyuan
