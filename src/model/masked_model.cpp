#include "model/masked_model.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>

#include "model/masked_format.hpp"
#include "model/masked_memo.hpp"
#include "model/masked_pass.hpp"

extern "C" {
extern const unsigned char fuyuan_masked[];     // NOLINT
extern const std::uint64_t fuyuan_masked_size;  // NOLINT
}

namespace fuyuan {
namespace {

constexpr std::size_t kEmbedding = MaskedShape::kEmbedding;
constexpr std::size_t kHidden = MaskedShape::kHidden;
constexpr std::size_t kReach = MaskedShape::kReach;
/// So much of a text is read at once, from the first place asked about to the last.
constexpr std::size_t kStretch = 128;

std::uint32_t next_id() {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

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
    const auto bytes = take(count * sizeof(T));
    std::vector<T> out(count);
    std::memcpy(out.data(), bytes.data(), bytes.size());
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

MaskedModel::MaskedModel(std::span<const unsigned char> bytes) : id_(next_id()) {
  MaskedHeader header{};
  if (bytes.size() < sizeof header) throw std::runtime_error("not a masked model: too short");
  Reader reader(bytes);
  std::memcpy(&header, reader.take(sizeof header).data(), sizeof header);
  if (header.magic != MaskedHeader::kMagic || header.embedding != kEmbedding ||
      header.state != MaskedShape::kState || header.hidden != kHidden)
    throw std::runtime_error("not a masked model of this version");
  if (header.file_size != bytes.size()) throw std::runtime_error("masked model cut short");
  row_of_ = reader.take_all<std::uint16_t>(header.vocabulary + std::size_t{1});
  bias_ = reader.take_all<float>(header.rows);
  for (std::size_t i = 0; i < stored_.size(); ++i)
    stored_[i].bias = reader.take_all<float>(MaskedLayers::kSizes[i].outputs);
  const auto take_matrix = [&](std::size_t rows, std::size_t width) {
    Matrix out{width, reader.take_all<float>(rows), nullptr};
    out.values = reader.take_bytes(rows * width);
    return out;
  };
  in_ = take_matrix(header.rows, kEmbedding);
  out_ = take_matrix(header.rows, kHidden);
  for (std::size_t i = 0; i < stored_.size(); ++i)
    stored_[i].weights =
        take_matrix(MaskedLayers::kSizes[i].inputs, MaskedLayers::kSizes[i].outputs);
  if (std::any_of(row_of_.begin(), row_of_.end(), [&](auto row) { return row >= header.rows; }))
    throw std::runtime_error("masked model damaged: a row outside the file");
}

void MaskedModel::Matrix::copy_row(std::size_t index, float* out) const {
  const std::int8_t* row = values + index * width;
  for (std::size_t i = 0; i < width; ++i) out[i] = scales[index] * static_cast<float>(row[i]);
}

const MaskedModel::Layers& MaskedModel::layers() const {
  std::call_once(layers_->once, [&] {
    MaskedLayers& numbers = layers_->numbers.emplace();
    const auto matrices = numbers.all();
    for (std::size_t i = 0; i < stored_.size(); ++i) {
      matrices[i]->bias = stored_[i].bias;
      for (std::size_t row = 0; row < matrices[i]->inputs; ++row)
        stored_[i].weights.copy_row(row, matrices[i]->weights.data() + row * matrices[i]->outputs);
    }
    layers_->shares.emplace(numbers);
  });
  return *layers_;
}

std::vector<MaskedModel::Place> MaskedModel::look(std::span<const Token> text,
                                                  std::span<const std::size_t> places) const {
  std::vector<Place> out;
  while (!places.empty()) {
    const auto near = std::find_if(places.begin(), places.end(), [&](std::size_t place) {
      return place >= places.front() + kStretch;
    });
    const auto count = static_cast<std::size_t>(near - places.begin());
    look_within(text, places.first(count), out);
    places = places.subspan(count);
  }
  return out;
}

void MaskedModel::look_within(std::span<const Token> text, std::span<const std::size_t> places,
                              std::vector<Place>& out) const {
  const std::size_t begin = places.front() - std::min(places.front(), kReach);
  const std::size_t end = std::min(text.size(), places.back() + kReach + 1);
  const std::span<const Token> around = text.subspan(begin, end - begin);
  std::vector<std::size_t> inside;
  for (const std::size_t place : places) inside.push_back(place - begin);
  MaskedMemo& memo = MaskedMemo::of_thread();
  if (const auto known = memo.find(id_, around, inside); !known.empty()) {
    out.insert(out.end(), known.begin(), known.end());
    return;
  }
  look_anew(around, inside, out);
  memo.keep(id_, around, inside, std::span(out).last(inside.size()));
}

void MaskedModel::look_anew(std::span<const Token> text, std::span<const std::size_t> places,
                            std::vector<Place>& out) const {
  // What is read begins and ends like a paragraph, as it does in training.
  const std::size_t size = text.size() + 2;
  std::vector<float> embeddings(size * kEmbedding);
  std::vector<std::uint16_t> rows(size);
  std::vector<bool> ends(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Token token = i == 0 || i + 1 == size ? kBoundary : text[i - 1];
    ends[i] = token == kBoundary;
    rows[i] = row_of_[token];
    in_.copy_row(rows[i], embeddings.data() + i * kEmbedding);
  }
  std::vector<std::size_t> inside;
  for (const std::size_t place : places) inside.push_back(place + 1);
  const MaskedLayers& numbers = *layers().numbers;
  const MaskedShareCache::Found shares = layers().shares->find(rows, embeddings);
  // What was allocated for one text serves the next.
  thread_local MaskedPass pass;
  pass.read(numbers, shares.characters, ends, inside);
  const float* hidden = pass.mix(numbers, inside).data();
  for (std::size_t i = 0; i < places.size(); ++i)
    std::copy_n(hidden + i * kHidden, kHidden, out.emplace_back().begin());
}

float MaskedModel::score(const Place& place, Token token) const {
  const std::size_t row = row_of_[token];
  const std::int8_t* values = out_.values + row * kHidden;
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
