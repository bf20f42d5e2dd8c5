#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A character supplied from context.
struct InferredCharacter {
  std::size_t offset = 0;  ///< in code points from the beginning of its span's `after`
  char32_t character = 0;  ///< U+FFFD if it stayed lost
  char32_t best = 0;       ///< the best guess, also where it was not sure enough to be used
  double probability = 0;  ///< of the best guess, 0–1
};

/// A stretch of one step's input that was replaced.
struct Span {
  std::size_t begin = 0;  ///< byte offsets into the step's input
  std::size_t end = 0;
  std::size_t line = 0;   ///< from 1
  std::string channel;    ///< see Channel::name
  std::string before;     ///< the bytes replaced
  std::string after;      ///< UTF-8
  double confidence = 1;  ///< that the channel is right, 0–1
  std::vector<InferredCharacter> inferred;
};

/// One pass over the document: spans in order, not overlapping. A pass whose `decode` is not empty
/// instead turns the whole document from that charset into UTF-8.
struct Step {
  std::string decode;
  std::vector<Span> spans;
};

/// What turned the observed into the original: replayable.
struct Plan {
  std::vector<Step> steps;

  bool empty() const { return steps.empty(); }
  /// Does to `input` what was done to the document the plan was made for. Throws std::runtime_error
  /// where `input` is not what the plan expects.
  std::string apply(std::string_view input) const;
  std::string to_json() const;
};

}  // namespace fuyuan
