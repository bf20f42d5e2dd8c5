#pragma once

#include <array>
#include <vector>

#include "channel/arc_buffer.hpp"
#include "channel/byte_pattern.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Which bytes a decoder of a charset leaves out without a mark, as `iconv -c` does: a first byte
/// that makes no pair with the next, one at a time. What follows is cut into other pairs.
class VanishedBytes {
 public:
  explicit VanishedBytes(const Charset& wrong);

  /// The set of bytes that vanish before `next`; 0 where there is none.
  ByteCode before(unsigned char next) const { return codes_[next]; }

  /// The characters of `original` that vanish as a whole before `next`, most frequent first.
  std::vector<Candidate> characters_before(unsigned char next, const Charset& original,
                                           const LanguageModel& model) const;

 private:
  std::array<ByteCode, 256> codes_{};
  const Charset& wrong_;
};

}  // namespace fuyuan
