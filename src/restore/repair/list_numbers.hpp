#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A digit that was lost, and its share of what it may have been, 0–1.
struct DigitGuess {
  char32_t digit;
  double share;
};

/// The numbers that count the items of a document's lists, `（1）` and `1、`, of which some lost
/// their first digit: the others tell what it was.
class ListNumbers {
 public:
  /// Adds those of a line, in order of the document. U+FFFD stands for the first digit, lost, of a
  /// number.
  void add(std::size_t line, std::u32string_view text);

  /// The digit lost at `at` of a line. Nothing where none is much likelier than the others.
  std::optional<DigitGuess> guess(std::size_t line, std::size_t at) const;

 private:
  struct Number {
    std::size_t line = 0;
    std::size_t at = 0;
    std::string digits;  ///< `?` for the lost one
  };
  struct List {
    std::vector<Number> numbers;
    std::vector<std::optional<std::size_t>> counts;  ///< what they come to; nullopt: not known
  };
  std::map<char32_t, List> lists_;  ///< by what stands behind their numbers
};

}  // namespace fuyuan
