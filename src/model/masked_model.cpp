#include "model/masked_model.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "model/masked_format.hpp"
#include "model/masked_kernels.hpp"

extern "C" {
extern const unsigned char fuyuan_masked[];     // NOLINT
extern const std::uint64_t fuyuan_masked_size;  // NOLINT
}

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kHidden = MaskedShape::kHidden;
constexpr std::size_t kNear = MaskedShape::kNear;
constexpr std::size_t kInputs = MaskedShape::kInputs;

/// Takes one array after another from a file.
class Reader {
 public:
  explicit Reader(std::span<const unsigned char> bytes) : bytes_(bytes) {}

  std::span<const unsigned char> take(std::size_t size) {
    if (size > bytes_.size() - at_) throw std::runtime_error("masked model cut short");
    at_ += size;
    return bytes_.subspan(at_ - size, size);
  }
  template <typename T>
  std::vector<T> take_all(std::size_t count) {
    std::vector<T> out(count);
    std::memcpy(out.data(), take(count * sizeof(T)).data(), count * sizeof(T));
    return out;
  }
  const std::int8_t* take_bytes(std::size_t count) {
    return reinterpret_cast<const std::int8_t*>(take(count).data());
  }

 private:
  std::span<const unsigned char> bytes_;
  std::size_t at_ = 0;
};

}  // namespace

const MaskedModel& MaskedModel::embedded() {
  static const MaskedModel model({fuyuan_masked, fuyuan_masked_size});
  return model;
}

MaskedModel::MaskedModel(std::span<const unsigned char> bytes) {
  MaskedHeader header{};
  if (bytes.size() < sizeof header) throw std::runtime_error("not a masked model: too short");
  Reader reader(bytes);
  std::memcpy(&header, reader.take(sizeof header).data(), sizeof header);
  if (header.magic != MaskedHeader::kMagic || header.inputs != kInputs || header.hidden != kHidden)
    throw std::runtime_error("not a masked model of this version");
  if (header.file_size != bytes.size()) throw std::runtime_error("masked model cut short");
  row_of_ = reader.take_all<std::uint16_t>(header.vocabulary + std::size_t{1});
  bias_ = reader.take_all<float>(header.rows);
  hidden_bias_ = reader.take_all<float>(kHidden);
  near_ = {kEmbedding, reader.take_all<float>(header.rows), nullptr};
  far_ = {kEmbedding, reader.take_all<float>(header.rows), nullptr};
  out_ = {kHidden, reader.take_all<float>(header.rows), nullptr};
  const auto mix_scales = reader.take_all<float>(kInputs);
  near_.values = reader.take_bytes(header.rows * kEmbedding);
  far_.values = reader.take_bytes(header.rows * kEmbedding);
  out_.values = reader.take_bytes(header.rows * kHidden);
  const std::int8_t* mix = reader.take_bytes(kInputs * kHidden);
  mix_.resize(kInputs * kHidden);
  for (std::size_t i = 0; i < mix_.size(); ++i)
    mix_[i] = mix_scales[i / kHidden] * static_cast<float>(mix[i]);
  if (std::any_of(row_of_.begin(), row_of_.end(), [&](auto row) { return row >= header.rows; }))
    throw std::runtime_error("masked model damaged: a row outside the file");
}

void MaskedModel::add_far(std::span<const Token> far, float* inputs) const {
  const float share = share_of_far(far.size());
  for (const Token token : far) {
    const std::size_t row = row_of_[token];
    const float scale = share * far_.scales[row];
    const std::int8_t* values = far_.row(row);
    for (std::size_t i = 0; i < kEmbedding; ++i) inputs[i] += scale * static_cast<float>(values[i]);
  }
}

MaskedModel::Place MaskedModel::look(const Surroundings& surroundings) const {
  std::array<float, kInputs> inputs{};
  for (std::size_t slot = 0; slot < surroundings.near.size(); ++slot) {
    const std::size_t row = row_of_[surroundings.near[slot]];
    const std::int8_t* values = near_.row(row);
    for (std::size_t i = 0; i < kEmbedding; ++i)
      inputs[slot * kEmbedding + i] = near_.scales[row] * static_cast<float>(values[i]);
  }
  add_far(surroundings.left, inputs.data() + 2 * kNear * kEmbedding);
  add_far(surroundings.right, inputs.data() + (2 * kNear + 1) * kEmbedding);
  Place place{};
  std::copy(hidden_bias_.begin(), hidden_bias_.end(), place.begin());
  masked_kernels::mix_inputs(mix_.data(), inputs.data(), place.data(), 1);
  for (float& value : place) value = std::max(value, 0.0F);
  return place;
}

float MaskedModel::score(const Place& place, Token token) const {
  const std::size_t row = row_of_[token];
  const std::int8_t* values = out_.row(row);
  // Sums side by side are what the compiler can do at once.
  std::array<float, 8> sums{};
  for (std::size_t i = 0; i < kHidden; i += sums.size()) {
    for (std::size_t j = 0; j < sums.size(); ++j)
      sums[j] += place[i + j] * static_cast<float>(values[i + j]);
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  return bias_[row] + out_.scales[row] * sum;
}

}  // namespace fuyuan
