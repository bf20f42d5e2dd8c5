#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "model/language_model.hpp"
#include "model/masked_layers.hpp"
#include "model/masked_shares.hpp"

namespace fuyuan {

/// What the characters around a place say of the one that stands there, on both sides and beyond
/// the reach of n-grams: a small recurrent neural network. It was trained to tell apart characters
/// that look alike once a byte is lost, given what the n-grams say: it knows only what they do not.
/// Safe to share between threads.
class MaskedModel {
 public:
  /// The model built into the executable.
  static const MaskedModel& embedded();

  /// Reads a model mostly in place; `bytes` must outlive it. Throws std::runtime_error where they
  /// are not a model of this version.
  explicit MaskedModel(std::span<const unsigned char> bytes);

  /// What is known of one place.
  using Place = std::array<float, MaskedShape::kHidden>;

  /// Stands for a character that is not known.
  Token unknown() const { return static_cast<Token>(row_of_.size() - 1); }

  /// What the text around says of each of `places`, which ascend: what stands at a place itself is
  /// not seen there, but it is from others. `text`: tokens of the language model, or `unknown`;
  /// paragraphs end with kBoundary.
  std::vector<Place> look(std::span<const Token> text, std::span<const std::size_t> places) const;

  /// What is to be added to the n-grams' log-probability of the text with `token` at the place, in
  /// nats, but for a summand that is the same for all tokens.
  float score(const Place& place, Token token) const;

 private:
  /// Rows of numbers in a byte each, and what a one is worth.
  struct Matrix {
    std::size_t width = 0;
    std::vector<float> scales;
    const std::int8_t* values = nullptr;

    void copy_row(std::size_t index, float* out) const;
  };
  struct Layer {
    Matrix weights;
    std::vector<float> bias;
  };
  /// The layers as numbers, made when somebody looks for the first time.
  struct Layers {
    std::once_flag once;
    std::optional<MaskedLayers> numbers;
    std::optional<MaskedShareCache> shares;
  };

  const Layers& layers() const;
  void look_within(std::span<const Token> text, std::span<const std::size_t> places,
                   std::vector<Place>& out) const;
  /// The same at places so near to each other that all of the text is read.
  void look_anew(std::span<const Token> text, std::span<const std::size_t> places,
                 std::vector<Place>& out) const;

  std::uint32_t id_;                   ///< tells models of one process apart: 1 and more
  std::vector<std::uint16_t> row_of_;  ///< by token, and last of what is not known
  std::vector<float> bias_;            ///< by row
  Matrix in_;
  Matrix out_;
  std::array<Layer, MaskedLayers::kSizes.size()> stored_;  ///< the layers, as in the file
  std::unique_ptr<Layers> layers_ = std::make_unique<Layers>();
};

}  // namespace fuyuan
