#pragma once

#include <vector>

#include "channel/arc_buffer.hpp"
#include "channel/byte_pattern.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// The pictographs that notes and programs of our days are full of, and the model's texts are not:
/// to it all signs are one. Says which of them a character of UTF-8 may have been that lost bytes:
/// Windows-1252 has nothing for one byte of ❌, and two of 🐍. Safe to share between threads.
class FamiliarSigns {
 public:
  explicit FamiliarSigns(const LanguageModel& model) : sign_(model.token(U'✅')) {}

  /// Those that all codes of `pattern`, a whole character, may be: the likeliest first, each with
  /// what it is less likely than that.
  std::vector<Candidate> matching(const BytePattern& pattern) const;

 private:
  Token sign_;  ///< what the model takes all signs for
};

}  // namespace fuyuan
