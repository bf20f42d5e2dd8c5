#pragma once

#include <array>
#include <mutex>
#include <vector>

#include "channel/arc_buffer.hpp"
#include "channel/byte_pattern.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Which bytes a decoder of a charset leaves out without a mark, as `iconv -c` does: a first byte
/// that makes no pair with the next, one at a time. What follows is cut into other pairs. All
/// members may be called from any thread.
class VanishedBytes {
 public:
  /// All of them must outlive it.
  VanishedBytes(const Charset& wrong, const Charset& original, const LanguageModel& model);

  /// The set of bytes that vanish before `next`; 0 where there is none.
  ByteCode before(unsigned char next) const { return codes_[next]; }

  /// The characters of the original charset that vanish as a whole before `next`, most frequent
  /// first.
  const std::vector<Candidate>& characters_before(unsigned char next) const;

 private:
  std::vector<Candidate> list_characters(unsigned char next) const;

  const Charset& wrong_;
  const Charset& original_;
  const LanguageModel& model_;
  std::array<ByteCode, 256> codes_{};
  mutable std::array<std::once_flag, 256> listed_;
  mutable std::array<std::vector<Candidate>, 256> characters_;
};

}  // namespace fuyuan
