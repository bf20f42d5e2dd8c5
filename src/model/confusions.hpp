#pragma once

#include <cstdint>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// Which characters look alike once a byte of them is lost.
class Confusions {
 public:
  /// What is left of the characters of a set.
  enum class Kind : std::uint8_t {
    gbk_lead,
    gbk_trail,
    utf8_first_two,
    utf8_ends,  ///< the first byte and the third
    big5_lead,
  };
  struct Set {
    Kind kind;
    std::vector<Token> tokens;  ///< ascending
  };

  /// Of the characters that `model` has tokens for.
  explicit Confusions(const LanguageModel& model);

  /// The sets of two and more that `token` is in.
  const std::vector<std::uint32_t>& sets_of(Token token) const { return sets_of_[token]; }
  const Set& set(std::uint32_t index) const { return sets_[index]; }
  /// nullptr: it is in none of that kind.
  const Set* find(Token token, Kind kind) const;

 private:
  std::vector<Set> sets_;
  std::vector<std::vector<std::uint32_t>> sets_of_;  ///< by token
};

}  // namespace fuyuan
