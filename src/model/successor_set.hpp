#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/count_bits.hpp"

namespace fuyuan {

/// The tokens that are known to follow one: tells of any in no time whether it is there, and at
/// which place.
class SuccessorSet {
 public:
  /// `tokens` ascend.
  void assign(std::span<const std::uint16_t> tokens) {
    const std::size_t words = tokens.empty() ? 0 : tokens.back() / kBits + std::size_t{1};
    bits_.assign(words, 0);
    before_.resize(words);
    std::size_t word = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      for (; word <= tokens[i] / kBits; ++word) before_[word] = static_cast<std::uint16_t>(i);
      bits_[word - 1] |= std::uint64_t{1} << tokens[i] % kBits;
    }
  }

  /// Its place among them, or -1.
  std::int32_t find(std::uint16_t token) const noexcept {
    const std::size_t word = token / kBits;
    if (word >= bits_.size()) return -1;
    const std::uint64_t bit = std::uint64_t{1} << token % kBits;
    if ((bits_[word] & bit) == 0) return -1;
    return before_[word] + count_bits(bits_[word] & (bit - 1));
  }

 private:
  static constexpr std::size_t kBits = 64;

  std::vector<std::uint64_t> bits_;
  std::vector<std::uint16_t> before_;  ///< how many of them stand in the words before
};

}  // namespace fuyuan
