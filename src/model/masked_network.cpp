#include "model/masked_network.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

#include "model/masked_format.hpp"

namespace fuyuan {
namespace {

constexpr float kMostInByte = 127;

void fill_by_chance(std::vector<float>& values, float most, std::mt19937& random) {
  for (float& value : values) {
    const float share = static_cast<float>(random()) / static_cast<float>(std::mt19937::max());
    value = (2 * share - 1) * most;
  }
}

/// What a one is worth in each row, so that the greatest number of the row fits a byte.
std::vector<float> find_scales(const std::vector<float>& matrix, std::size_t width) {
  std::vector<float> scales;
  for (auto row = matrix.begin(); row != matrix.end(); row += static_cast<std::ptrdiff_t>(width)) {
    float most = 1e-9F;
    for (std::size_t i = 0; i < width; ++i) most = std::max(most, std::abs(row[i]));
    scales.push_back(most / kMostInByte);
  }
  return scales;
}

std::vector<std::int8_t> quantise(const std::vector<float>& matrix, std::size_t width,
                                  const std::vector<float>& scales) {
  std::vector<std::int8_t> out;
  for (std::size_t i = 0; i < matrix.size(); ++i)
    out.push_back(static_cast<std::int8_t>(std::lround(matrix[i] / scales[i / width])));
  return out;
}

template <typename T>
void append(std::string& body, const std::vector<T>& values) {
  body.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

}  // namespace

MaskedNetwork::MaskedNetwork(std::vector<std::uint16_t> row_of_token)
    : row_of(std::move(row_of_token)),
      rows(*std::max_element(row_of.begin(), row_of.end()) + std::size_t{1}),
      near(rows * MaskedShape::kEmbedding),
      far(rows * MaskedShape::kEmbedding),
      out(rows * MaskedShape::kHidden),
      bias(rows),
      mix(MaskedShape::kInputs * MaskedShape::kHidden),
      hidden_bias(MaskedShape::kHidden) {
  constexpr float kEmbeddings = 0.1F;
  constexpr float kMixing = 0.09F;  // so that what goes in and what comes out are about as great
  std::mt19937 random(1);
  fill_by_chance(near, kEmbeddings, random);
  fill_by_chance(far, kEmbeddings, random);
  fill_by_chance(mix, kMixing, random);
}

std::string MaskedNetwork::write() const {
  constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
  constexpr std::size_t kHidden = MaskedShape::kHidden;
  const auto near_scales = find_scales(near, kEmbedding);
  const auto far_scales = find_scales(far, kEmbedding);
  const auto out_scales = find_scales(out, kHidden);
  const auto mix_scales = find_scales(mix, kHidden);
  std::string body;
  append(body, row_of);
  append(body, bias);
  append(body, hidden_bias);
  for (const auto* scales : {&near_scales, &far_scales, &out_scales, &mix_scales})
    append(body, *scales);
  append(body, quantise(near, kEmbedding, near_scales));
  append(body, quantise(far, kEmbedding, far_scales));
  append(body, quantise(out, kHidden, out_scales));
  append(body, quantise(mix, kHidden, mix_scales));
  MaskedHeader header{};
  header.magic = MaskedHeader::kMagic;
  header.file_size = sizeof header + body.size();
  header.vocabulary = static_cast<std::uint32_t>(row_of.size() - 1);
  header.rows = static_cast<std::uint32_t>(rows);
  header.inputs = MaskedShape::kInputs;
  header.hidden = kHidden;
  std::string file(sizeof header, '\0');
  std::memcpy(file.data(), &header, sizeof header);
  return file + body;
}

}  // namespace fuyuan
