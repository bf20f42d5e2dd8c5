#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

struct EvaluationOptions {
  std::size_t documents = 200;  ///< at most so many of each text, damage and length
  std::size_t healthy = 0;      ///< the same for healthy text; 0: as `documents`
  std::size_t pages = 0;        ///< the same for converted pages and frame shifts
  /// Documents are cut to these lengths, each a row of its own; 0: paragraphs as they stand.
  std::vector<std::size_t> lengths = {0};
  std::uint64_t seed = 1;
  std::string only;      ///< damages whose name contains this
  bool rivals = false;   ///< ask others, too: see rival_notes
  unsigned threads = 0;  ///< 0: as many as there are cores
  /// Told now and then how much of the work is done; called by one thread at a time.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Breaks each document by every damage of the catalogue that the text's language takes part in,
/// restores it, and compares; so for mixed lines (kMixedNames) and, with rivals, for script
/// converted by phrases (kPhraseScripts). Damages of raw bytes are tried on short strings as well,
/// runs of 2 to 12 letters. Scores come in the order of the catalogue, then of the texts, then of
/// the lengths, and are the same for the same texts and options however many threads there are.
/// Damages that no document could go through have no score. Throws std::runtime_error if a rival's
/// command fails.
std::vector<Score> evaluate(const std::vector<Text>& texts, const EvaluationOptions& options);

/// Who is asked with `rivals`, one line each, in plain words; who is left out, and why.
std::vector<std::string> rival_notes();

}  // namespace fuyuan::eval
