#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// Turns Traditional characters into Simplified ones, the fast way: what has one Simplified form
/// is looked up; only around characters with several does the model choose, by the same scores as
/// the lattice with its channel `traditional`, which it is tested against. Not for lines with
/// damage in them. Safe to share between threads.
class Simplifier {
 public:
  explicit Simplifier(const LanguageModel& model) : model_(model) {}

  /// As many characters as `line` has.
  std::u32string convert(std::u32string_view line) const;

 private:
  struct Hypothesis {
    Context context;
    float score = 0;
    std::u32string chosen;  ///< since the stretch began
  };

  void choose(std::u32string& line, std::size_t begin, std::size_t end) const;
  std::vector<Hypothesis> extend(const std::vector<Hypothesis>& beam, char32_t character) const;

  const LanguageModel& model_;
};

}  // namespace fuyuan
