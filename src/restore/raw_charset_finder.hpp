#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Finds the charset that all raw lines of a document are in. A line of few characters, or of
/// signs, reads as well in the next charset; all together do not.
class RawCharsetFinder {
 public:
  /// `votes`: what speaks for a charset beside the text, in nats: see collect_votes.
  RawCharsetFinder(const LanguageModel& model, const std::map<const Misread*, double>& votes);

  /// `line`: with raw bytes in it. Beyond the first lines none is asked.
  void add(std::u32string_view line);

  /// Nothing where there is no line but one, no charset has all of them, or some lines are in
  /// another.
  const Misread* find() const;

 private:
  struct Candidate {
    const Misread* channel = nullptr;
    double log_probability = 0;
    std::vector<double> lines = {};  ///< of each, where it says anything; 0 elsewhere
  };

  const LanguageModel& model_;
  std::vector<Candidate> candidates_;  ///< those that have all lines so far
  std::vector<double> best_;           ///< of each line, by any charset
  std::size_t asked_ = 0;
};

}  // namespace fuyuan
