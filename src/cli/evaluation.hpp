#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan {

/// One text with a name: what `fuyuan eval` breaks and restores, a paragraph a document.
struct EvaluationText {
  std::string name;
  std::string text;
};

struct EvaluationOptions {
  std::size_t documents = 200;     ///< at most so many of each text and channel, evenly spread
  std::size_t min_characters = 2;  ///< shorter paragraphs are left out
  std::size_t max_characters = 0;  ///< longer paragraphs are cut to this length; 0: not cut
  std::uint64_t seed = 1;
  std::string only;      ///< channels whose name contains this; "healthy" is one, too
  unsigned threads = 0;  ///< 0: as many as there are cores
};

/// What came of one channel and habit on one text.
struct Score {
  std::string channel;
  std::string habit;
  std::string text;
  std::size_t documents = 0;
  std::size_t exact = 0;
  std::size_t characters = 0;
  std::size_t errors = 0;        ///< edit distance to the original
  std::size_t destroyed = 0;     ///< characters that a lossless inverse cannot bring back
  std::size_t brought_back = 0;  ///< of those, right in the restored text
  std::size_t inferred = 0;      ///< characters supplied with a probability of 0.9 or more
  std::size_t inferred_right = 0;

  void add(const Score& other);
};

/// Edit distance in code points.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

/// For each code point of `a`, whether a best alignment with `b` matches it.
std::vector<bool> aligned(std::u32string_view a, std::u32string_view b);

/// Breaks each paragraph by every channel and restores it. Text in Traditional characters,
/// Japanese, Korean and so on (by the file's name: zh-hant, ja, ko, other) takes part with `--to
/// keep`. Deterministic but for the order of work.
std::vector<Score> evaluate(const std::vector<EvaluationText>& texts,
                            const EvaluationOptions& options);

/// A Markdown table: a row a channel and habit over all texts, or, with `by_text`, one for each
/// text.
std::string to_table(const std::vector<Score>& scores, bool by_text);

std::string to_json(const std::vector<Score>& scores);

}  // namespace fuyuan
