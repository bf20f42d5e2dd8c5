#include "model/masked_shares.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "model/masked_kernels.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kGates = MaskedShape::kGates;

}  // namespace

MaskedShareCache::~MaskedShareCache() {
  for (const auto& kept : kept_) delete kept.load();
}

std::vector<std::unique_ptr<const MaskedShares>> MaskedShareCache::work_out(
    const std::vector<float>& embeddings) const {
  const std::size_t count = embeddings.size() / kEmbedding;
  std::vector<std::unique_ptr<MaskedShares>> shares(count);
  for (auto& one : shares) one = std::make_unique<MaskedShares>();
  std::vector<float> product(count * kGates);
  for (std::size_t way = 0; way < layers_.first.size(); ++way) {
    const MaskedLayers::Matrix& first = layers_.first[way];
    for (const bool is_own : {true, false}) {
      for (std::size_t i = 0; i < count; ++i) {
        float* out = product.data() + i * kGates;
        is_own ? std::copy_n(first.bias.data(), kGates, out) : std::fill_n(out, kGates, 0.0F);
      }
      masked_kernels::add_product({embeddings.data(), kEmbedding, 1},
                                  first.weights.data() + (is_own ? 0 : kEmbedding * kGates),
                                  product.data(), {count, kEmbedding, kGates}, kGates);
      for (std::size_t i = 0; i < count; ++i) {
        auto& gates = is_own ? shares[i]->own : shares[i]->before;
        std::copy_n(product.data() + i * kGates, kGates, gates[way].data());
      }
    }
  }
  return {std::make_move_iterator(shares.begin()), std::make_move_iterator(shares.end())};
}

MaskedShareCache::Found MaskedShareCache::find(std::span<const std::uint16_t> rows,
                                               std::span<const float> embeddings) const {
  Found out;
  std::unordered_map<std::uint16_t, std::size_t> missing;  // where its shares will be
  std::vector<float> of_missing;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out.characters.push_back(rows[i] < kKept ? kept_[rows[i]].load() : nullptr);
    if (out.characters.back() != nullptr || !missing.try_emplace(rows[i], missing.size()).second)
      continue;
    const std::span<const float> embedding = embeddings.subspan(i * kEmbedding, kEmbedding);
    of_missing.insert(of_missing.end(), embedding.begin(), embedding.end());
  }
  auto worked_out = work_out(of_missing);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (out.characters[i] != nullptr) continue;
    out.characters[i] = worked_out[missing.at(rows[i])].get();
  }
  for (const auto& [row, index] : missing) {
    const MaskedShares* none = nullptr;
    // Another thread may have been faster: then these serve this text alone.
    if (row < kKept && kept_[row].compare_exchange_strong(none, worked_out[index].get())) {
      [[maybe_unused]] const MaskedShares* kept = worked_out[index].release();
    } else {
      out.rare.push_back(std::move(worked_out[index]));
    }
  }
  return out;
}

}  // namespace fuyuan
