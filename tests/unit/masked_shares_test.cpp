#include "model/masked_shares.hpp"

#include <cmath>
#include <numeric>
#include <random>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "model/masked_pass.hpp"

using fuyuan::MaskedLayers;
using fuyuan::MaskedPass;
using fuyuan::MaskedShape;
using fuyuan::MaskedShareCache;

namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;

/// Layers and characters out of thin air.
class Invented {
 public:
  Invented() : embeddings_(kRows * kEmbedding) {
    for (MaskedLayers::Matrix* matrix : layers_.all()) {
      fill(matrix->weights);
      fill(matrix->bias);
    }
    fill(embeddings_);
  }

  const MaskedLayers& layers() const { return layers_; }

  /// Some of which a cache keeps, and some not.
  std::vector<std::uint16_t> make_text(std::size_t size) {
    std::vector<std::uint16_t> rows;
    for (std::size_t i = 0; i < size; ++i)
      rows.push_back(static_cast<std::uint16_t>(random_() % kRows));
    return rows;
  }

  std::vector<float> embed(const std::vector<std::uint16_t>& rows) const {
    std::vector<float> out;
    for (const std::uint16_t row : rows) {
      const float* first = embeddings_.data() + row * kEmbedding;
      out.insert(out.end(), first, first + kEmbedding);
    }
    return out;
  }

 private:
  static constexpr std::size_t kRows = MaskedShareCache::kKept + 200;

  void fill(std::vector<float>& values) {
    std::normal_distribution<float> around_zero(0, 0.1F);
    for (float& value : values) value = around_zero(random_);
  }

  std::mt19937 random_{11};
  MaskedLayers layers_;
  std::vector<float> embeddings_;
};

std::vector<bool> make_ends(std::size_t size) {
  std::vector<bool> ends(size);
  ends[0] = ends[size / 3] = ends[size - 1] = true;
  return ends;
}

float distance(const std::vector<float>& a, const std::vector<float>& b) {
  float most = a.size() == b.size() ? 0.0F : 1.0F;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

}  // namespace

TEST_CASE("A text read by shares is read as plainly", "[masked_shares]") {
  Invented invented;
  const MaskedShareCache cache(invented.layers());
  for (const std::size_t size : {3, 30, 200, 200}) {
    const auto rows = invented.make_text(size);
    const auto embeddings = invented.embed(rows);
    const auto ends = make_ends(size);
    const std::vector<std::size_t> places = {1, size / 2, size - 2};
    MaskedPass plain;
    plain.read(invented.layers(), embeddings, ends);
    MaskedPass fast;
    const MaskedShareCache::Found found = cache.find(rows, embeddings);
    fast.read(invented.layers(), found.characters, ends, places);
    CHECK(distance(fast.mix(invented.layers(), places), plain.mix(invented.layers(), places)) <
          1e-4F);
  }
}

TEST_CASE("Only what is asked about needs to be read", "[masked_shares]") {
  Invented invented;
  const MaskedShareCache cache(invented.layers());
  const auto rows = invented.make_text(150);
  const auto embeddings = invented.embed(rows);
  const auto ends = make_ends(150);
  const MaskedShareCache::Found found = cache.find(rows, embeddings);
  MaskedPass whole;
  std::vector<std::size_t> all(150);
  std::iota(all.begin(), all.end(), std::size_t{0});
  whole.read(invented.layers(), found.characters, ends, all);
  MaskedPass part;
  const std::vector<std::size_t> places = {70, 75, 80};
  part.read(invented.layers(), found.characters, ends, places);
  CHECK(part.mix(invented.layers(), places) == whole.mix(invented.layers(), places));
}

TEST_CASE("Threads that look for the same characters find the same", "[masked_shares]") {
  Invented invented;
  const MaskedShareCache cache(invented.layers());
  const auto rows = invented.make_text(120);
  const auto embeddings = invented.embed(rows);
  std::vector<MaskedShareCache::Found> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : found) threads.emplace_back([&] { each = cache.find(rows, embeddings); });
  }
  for (const auto& each : found) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      REQUIRE(each.characters[i]->own == found[0].characters[i]->own);
      REQUIRE(each.characters[i]->before == found[0].characters[i]->before);
    }
  }
}
