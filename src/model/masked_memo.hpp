#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/language_model.hpp"
#include "model/masked_shape.hpp"

namespace fuyuan {

/// What masked models saw lately: a line is searched again once the page is known, and asked for
/// what is lost in it again and again. Each thread has its own.
class MaskedMemo {
 public:
  using Place = std::array<float, MaskedShape::kHidden>;

  static MaskedMemo& of_thread() {
    thread_local MaskedMemo memo;
    return memo;
  }

  /// What the model saw at these places of this text; empty where that is not known. Valid until
  /// the next call of `keep`.
  std::span<const Place> find(std::uint32_t model, std::span<const Token> text,
                              std::span<const std::size_t> places) const {
    const Entry& entry = entries_[slot(model, text, places)];
    const bool is_same = entry.model == model && std::ranges::equal(entry.text, text) &&
                         std::ranges::equal(entry.places, places);
    return is_same ? std::span<const Place>(entry.seen) : std::span<const Place>();
  }

  void keep(std::uint32_t model, std::span<const Token> text, std::span<const std::size_t> places,
            std::span<const Place> seen) {
    Entry& entry = entries_[slot(model, text, places)];
    entry.model = model;
    entry.text.assign(text.begin(), text.end());
    entry.places.assign(places.begin(), places.end());
    entry.seen.assign(seen.begin(), seen.end());
  }

 private:
  static constexpr unsigned kBits = 10;  ///< a few megabytes

  struct Entry {
    std::uint32_t model = 0;  ///< 0: none
    std::vector<Token> text;
    std::vector<std::size_t> places;
    std::vector<Place> seen;
  };

  static std::size_t slot(std::uint32_t model, std::span<const Token> text,
                          std::span<const std::size_t> places) {
    std::uint64_t hash = model;
    const auto add = [&](std::uint64_t number) {
      hash = (hash ^ number) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 29;
    };
    for (const Token token : text) add(token);
    for (const std::size_t place : places) add(place);
    return hash >> (64 - kBits);
  }

  std::vector<Entry> entries_ = std::vector<Entry>(std::size_t{1} << kBits);
};

}  // namespace fuyuan
