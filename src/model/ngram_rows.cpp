#include "model/ngram_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace fuyuan {

void NGramRowsBuilder::put(std::uint32_t value, unsigned bits) {
  for (unsigned i = 0; i < bits; ++i, ++bit_) {
    if (bit_ / 8 == stream_.size()) stream_.push_back(0);
    stream_.back() |= static_cast<unsigned char>((value >> i & 1) << bit_ % 8);
  }
}

void NGramRowsBuilder::put_word(std::uint32_t value, std::size_t byte) {
  std::memcpy(stream_.data() + byte, &value, sizeof value);
}

void NGramRowsBuilder::add(std::size_t context, std::uint8_t weight,
                           std::span<const Entry> entries) {
  while (blocks_.size() <= context / NGramRows::kBlock) {
    const std::size_t begin = stream_.size();
    blocks_.push_back(static_cast<std::uint32_t>(begin));
    stream_.resize(begin + NGramRows::kBlockHead, 0);
    put_word(entries_, begin + 4);
    bit_ = stream_.size() * 8;
  }
  stream_[blocks_.back() + context % NGramRows::kBlock / 8] |=
      static_cast<unsigned char>(1U << context % 8);
  const auto width = static_cast<unsigned>(std::bit_width(entries.back().rank));
  const auto size = static_cast<std::uint32_t>(entries.size());
  put(width, NGramRows::kWidthBits);
  put(weight, NGramRows::kWeightBits);
  put(std::min(size, std::uint32_t{NGramRows::kLongSize}), NGramRows::kSizeBits);
  if (size >= NGramRows::kLongSize) put(size, NGramRows::kLongSizeBits);
  for (const Entry& entry : entries) {
    put(entry.level, NGramRows::kLevelBits);
    put(entry.rank, width);
  }
  entries_ += size;
  if (bit_ > std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("too many n-grams for one model");
}

void NGramRowsBuilder::finish() { stream_.resize(stream_.size() + NGramRows::kPadding, 0); }

}  // namespace fuyuan
