#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/masked_shape.hpp"

namespace fuyuan {

/// What the characters around a place say of the one that stands there, on both sides and beyond
/// the reach of n-grams: a small neural network. It was trained to tell apart characters that look
/// alike once a byte is lost, given what the n-grams say: it knows only what they do not.
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

  /// Of tokens of the language model, or `unknown`.
  Place look(const Surroundings& surroundings) const;

  /// What is to be added to the n-grams' log-probability of the text with `token` at the place, in
  /// nats, but for a summand that is the same for all tokens.
  float score(const Place& place, Token token) const;

 private:
  /// Rows of numbers in a byte each, and what a one is worth.
  struct Matrix {
    std::size_t width = 0;
    std::vector<float> scales;
    const std::int8_t* values = nullptr;

    const std::int8_t* row(std::size_t index) const { return values + index * width; }
  };

  void add_far(std::span<const Token> far, float* inputs) const;

  std::vector<std::uint16_t> row_of_;  ///< by token, and last of what is not known
  std::vector<float> bias_;            ///< by row
  std::vector<float> hidden_bias_;
  std::vector<float> mix_;  ///< inputs × hidden
  Matrix near_;
  Matrix far_;
  Matrix out_;
};

}  // namespace fuyuan
