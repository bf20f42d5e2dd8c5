#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/eval/damage.hpp"
#include "cli/eval/documents.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::eval {

/// What came of some documents.
struct Figures {
  std::size_t documents = 0;
  std::size_t exact = 0;  ///< all of the document is right
  std::size_t characters = 0;
  std::size_t errors = 0;          ///< edit distance to the original
  std::size_t lossless = 0;        ///< documents that tables alone could undo
  std::size_t lossless_exact = 0;  ///< of those, all right
  std::size_t silent = 0;          ///< not exact, and nothing was said of losses or guesses
  std::size_t destroyed = 0;       ///< characters that a lossless inverse cannot bring back
  std::size_t brought_back = 0;    ///< of those, right in the restored text
  std::size_t inferred = 0;        ///< characters supplied with a probability of 0.9 or more
  std::size_t inferred_right = 0;

  void add(const Figures& other);
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// What another program made of the same documents.
struct RivalFigures {
  std::string name;
  std::size_t documents = 0;
  std::size_t exact = 0;
  std::size_t characters = 0;
  std::size_t errors = 0;

  void add(const RivalFigures& other);
  friend bool operator==(const RivalFigures&, const RivalFigures&) = default;
};

/// What came of one damage on one text, cut to one shape.
struct Score {
  std::string damage;
  std::string steps;  ///< see Damage::steps_label
  Family family = Family::healthy;
  std::string text;   ///< the file's name
  std::string label;  ///< Text::label
  Language language = Language::other;
  Shape shape;
  Figures figures;
  std::vector<RivalFigures> rivals;

  /// Figures of the same damage on something else. A rival that only one of them has is kept.
  void add(const Score& other);
};

/// How a document is restored in the evaluation: text that is not Simplified with `--to keep`,
/// escapes with `--escapes`.
Options restoring_options(Language language, bool escapes);

/// Restores `broken` and compares it with `document`. Figures of one document; says nothing about
/// losslessness.
Figures measure(const std::string& document, const std::string& broken, const Options& options);

}  // namespace fuyuan::eval
