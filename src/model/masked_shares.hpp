#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/masked_layers.hpp"

namespace fuyuan {

/// What one character adds to the gates of the network's first layer, by way of reading: `own`
/// where it is read, the bias included, and `before` at the place that is read next.
struct MaskedShares {
  using Gates = std::array<float, MaskedShape::kGates>;
  std::array<Gates, 2> own;
  std::array<Gates, 2> before;
};

/// Works out the shares of characters, and keeps those of common ones: most of the network's work.
/// Safe to share between threads.
class MaskedShareCache {
 public:
  /// `layers` must outlive it.
  explicit MaskedShareCache(const MaskedLayers& layers) : layers_(layers) {}
  MaskedShareCache(const MaskedShareCache&) = delete;
  MaskedShareCache& operator=(const MaskedShareCache&) = delete;
  ~MaskedShareCache();

  /// Of the characters of a text. What is found is valid as long as the cache is, too.
  struct Found {
    std::vector<const MaskedShares*> characters;
    std::vector<std::unique_ptr<const MaskedShares>> rare;  ///< those that the cache does not keep
  };

  /// `rows`: which character each is; common ones have low numbers. `embeddings`: of each.
  Found find(std::span<const std::uint16_t> rows, std::span<const float> embeddings) const;

  /// The rows below are kept: 9 KB each, once they are asked for.
  static constexpr std::size_t kKept = 2560;

 private:
  std::vector<std::unique_ptr<const MaskedShares>> work_out(
      const std::vector<float>& embeddings) const;

  const MaskedLayers& layers_;
  mutable std::array<std::atomic<const MaskedShares*>, kKept> kept_{};
};

}  // namespace fuyuan
