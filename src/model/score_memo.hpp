#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// The scores that were found lately: a line is scored again and again while it is decided what to
/// make of it. Each thread has its own.
class ScoreMemo {
 public:
  static ScoreMemo& of_thread() {
    thread_local ScoreMemo memo;
    return memo;
  }

  /// Whether the score of a token after a context is known; then `score` is set to it.
  bool find(std::uint32_t model, std::uint64_t context, Token token, float& score) const noexcept {
    const Entry& entry = entries_[slot(context, token)];
    if (entry.model != model || entry.key != key(context, token)) return false;
    score = entry.score;
    return true;
  }

  void keep(std::uint32_t model, std::uint64_t context, Token token, float score) noexcept {
    entries_[slot(context, token)] = {key(context, token), score, model};
  }

 private:
  static constexpr unsigned kBits = 15;  ///< half a megabyte, which stays in the cache

  struct Entry {
    std::uint64_t key = 0;
    float score = 0;
    std::uint32_t model = 0;  ///< 0: none
  };

  static std::uint64_t key(std::uint64_t context, Token token) noexcept {
    return context << 16 | token;
  }
  static std::size_t slot(std::uint64_t context, Token token) noexcept {
    return key(context, token) * 0x9E3779B97F4A7C15U >> (64 - kBits);
  }

  std::vector<Entry> entries_ = std::vector<Entry>(std::size_t{1} << kBits);
};

}  // namespace fuyuan
