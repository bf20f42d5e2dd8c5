#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// Turns Traditional characters into Simplified ones, the fast way: what has one Simplified form
/// is looked up; only around characters with several does the model choose, by the same scores as
/// the lattice with its channel `traditional`, which it is tested against, and by a few words. Not
/// for lines with damage in them. Safe to share between threads.
class Simplifier {
 public:
  explicit Simplifier(const LanguageModel& model) : model_(model) {}

  /// As many characters as `line` has.
  std::u32string convert(std::u32string_view line) const;

 private:
  /// A stretch may be as long as its line, so that hypotheses share what they have in common.
  struct Step {
    std::uint32_t before;  ///< the step taken before this one
    char32_t chosen;
  };
  /// What is known of a character beside what stands around it.
  struct Facts {
    char32_t known = 0;                ///< what a word makes of it, or 0
    std::u32string_view reading = {};  ///< in a note behind it
    bool is_name = false;              ///< it stands where a name stands
  };
  struct Hypothesis {
    Context context;
    float score = 0;
    Step last = {0, 0};  ///< `before`: once it is kept among the steps, its own place there
  };

  /// `original`: the line before anything of it was converted. `known`: what words make of each of
  /// its characters, or 0.
  void choose(std::u32string& line, std::u32string_view original, std::u32string_view known,
              std::size_t begin, std::size_t end) const;
  Hypothesis start_of(std::u32string_view before) const;
  std::vector<Hypothesis> extend(const std::vector<Hypothesis>& beam, char32_t character,
                                 const Facts& facts) const;

  const LanguageModel& model_;
};

}  // namespace fuyuan
