#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// The trainer's view of the tokens: 0 is the boundary, then one token a CharClass, then the
/// characters that are frequent enough, most frequent first. ASCII letters are folded to lower
/// case; digits share their class.
class Vocabulary {
 public:
  /// At most 2^14 tokens, so that four of them fit a 64-bit key.
  static constexpr std::size_t kMaxTokens = 16384;

  Vocabulary(std::u32string_view text, std::uint32_t min_count);

  Token token(char32_t code_point) const;
  std::size_t size() const { return code_points_.size(); }
  const std::vector<char32_t>& code_points() const { return code_points_; }
  const std::vector<std::uint16_t>& page_index() const { return page_index_; }
  const std::vector<Token>& pages() const { return pages_; }
  /// log(1 / members) for class tokens, 0 for others.
  std::vector<float> spreads() const;

 private:
  std::vector<char32_t> code_points_;
  std::vector<std::uint16_t> page_index_;
  std::vector<Token> pages_;
};

}  // namespace fuyuan
