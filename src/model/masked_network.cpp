#include "model/masked_network.hpp"

#include <algorithm>
#include <array>
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

template <typename T>
void append(std::string& body, const std::vector<T>& values) {
  body.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

/// What a one is worth in each row, so that the greatest number of the row fits a byte; then the
/// bytes.
void append_quantised(std::string& body, const std::vector<float>& matrix, std::size_t width) {
  std::vector<float> scales;
  std::vector<std::int8_t> bytes;
  for (std::size_t begin = 0; begin < matrix.size(); begin += width) {
    float most = 1e-9F;
    for (std::size_t i = 0; i < width; ++i) most = std::max(most, std::abs(matrix[begin + i]));
    scales.push_back(most / kMostInByte);
    for (std::size_t i = 0; i < width; ++i)
      bytes.push_back(static_cast<std::int8_t>(std::lround(matrix[begin + i] / scales.back())));
  }
  append(body, scales);
  append(body, bytes);
}

/// How much of what it remembers a number of a layer keeps at first: some almost nothing, some most
/// of it.
void set_spans(std::vector<float>& bias) {
  constexpr std::size_t kSpans = 4;
  constexpr float kShortest = -0.3F;
  constexpr float kLonger = 0.7F;
  for (std::size_t i = 0; i < MaskedShape::kState; ++i)
    bias[MaskedShape::kState + i] = kShortest + kLonger * static_cast<float>(i % kSpans);
}

}  // namespace

MaskedNetwork::MaskedNetwork(std::vector<std::uint16_t> row_of_token)
    : row_of(std::move(row_of_token)),
      rows(*std::max_element(row_of.begin(), row_of.end()) + std::size_t{1}),
      in(rows * MaskedShape::kEmbedding),
      out(rows * MaskedShape::kHidden),
      bias(rows) {
  constexpr float kEmbeddings = 0.3F;
  constexpr float kChoices = 0.02F;
  // So that what goes in and what comes out are about as great.
  constexpr std::array<float, 5> kMixing = {0.106F, 0.106F, 0.144F, 0.144F, 0.077F};
  std::mt19937 random(1);
  fill_by_chance(in, kEmbeddings, random);
  fill_by_chance(out, kChoices, random);
  const auto matrices = layers.all();
  for (std::size_t i = 0; i < matrices.size(); ++i) {
    fill_by_chance(matrices[i]->weights, kMixing[i], random);
    if (matrices[i] != &layers.mix) set_spans(matrices[i]->bias);
  }
}

std::string MaskedNetwork::write() const {
  std::string body;
  append(body, row_of);
  append(body, bias);
  for (const MaskedLayers::Matrix* matrix : layers.all()) append(body, matrix->bias);
  append_quantised(body, in, MaskedShape::kEmbedding);
  append_quantised(body, out, MaskedShape::kHidden);
  for (const MaskedLayers::Matrix* matrix : layers.all())
    append_quantised(body, matrix->weights, matrix->outputs);
  MaskedHeader header{};
  header.magic = MaskedHeader::kMagic;
  header.file_size = sizeof header + body.size();
  header.vocabulary = static_cast<std::uint32_t>(row_of.size() - 1);
  header.rows = static_cast<std::uint32_t>(rows);
  header.embedding = MaskedShape::kEmbedding;
  header.state = MaskedShape::kState;
  header.hidden = MaskedShape::kHidden;
  std::string file(sizeof header, '\0');
  std::memcpy(file.data(), &header, sizeof header);
  return file + body;
}

}  // namespace fuyuan
