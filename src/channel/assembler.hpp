#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "channel/arc_buffer.hpp"
#include "channel/byte_pattern.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Puts the characters of the original charset together from bytes of which some may be unknown.
class Assembler {
 public:
  enum class Step : std::uint8_t { more, complete, invalid };

  /// At most this many candidates are offered for a pattern, unless more are asked for: the most
  /// frequent ones.
  static constexpr std::size_t kMaxCandidates = 400;

  /// Which characters are the odd ones among the candidates.
  enum class Written : std::uint8_t { simplified, traditional, either };

  Assembler(const Charset& original, const LanguageModel& model);
  Assembler(const Charset& original, const LanguageModel& model, Written written,
            std::size_t most_candidates = kMaxCandidates);

  const Charset& charset() const { return original_; }

  /// Which two bytes behind one another are possible where the codes of marks stand for them.
  using Limit =
      std::function<bool(ByteCode first, ByteCode second, unsigned char lead, unsigned char trail)>;
  /// `first` and `second` stand for a pair that one mark swallowed.
  void limit_pairs(ByteCode first, ByteCode second, Limit may_be_lost);

  /// The first code of such a mark, where it completes a character of UTF-8 and the second byte
  /// begins another one.
  ByteCode pair_first() const { return pair_first_; }
  ByteCode last_before_lead() const { return last_of_pair_; }

  /// Whether the pattern is the beginning of a character, a whole one, or neither.
  Step check(const BytePattern& pattern) const;

  /// How many bytes are missing until a pattern that `check` calls `more` is complete.
  int missing(const BytePattern& pattern) const;

  /// The character of a known, complete pattern; 0 if those bytes are not one.
  char32_t decode(const BytePattern& pattern) const;

  /// The characters that fit a complete pattern, most frequent first, all of them characters the
  /// model knows.
  void list_candidates(const BytePattern& pattern, std::vector<Candidate>& out) const;

  /// The same, remembered by the thread: holes repeat. Holds until the thread's next call.
  const std::vector<Candidate>& candidates(const BytePattern& pattern) const;

  /// Those of all that the model knows that have the reading.
  const std::vector<Candidate>& candidates(const BytePattern& pattern,
                                           std::u32string_view reading) const;

  /// The code of the set of all bytes that may follow a character's first byte.
  ByteCode any_continuation() const;
  /// The code of the set of all bytes that may begin a character of several bytes.
  ByteCode any_lead() const;

  /// Appends the code to what is pending; emits that and clears it when a character is complete.
  /// Returns false if no character can begin like that.
  bool feed(BytePattern& pending, ByteCode code, ArcBuffer& out) const;
  /// The same of several.
  bool feed(BytePattern& pending, std::span<const ByteCode> codes, ArcBuffer& out) const {
    return std::all_of(codes.begin(), codes.end(),
                       [&](ByteCode code) { return feed(pending, code, out); });
  }

 private:
  Step check_utf8(const BytePattern& pattern) const;
  Step check_utf16(const BytePattern& pattern) const;
  Step check_double(const BytePattern& pattern) const;
  bool is_odd(char32_t cp) const;
  bool matches(const BytePattern& pattern, const EncodedChar& encoded) const;
  /// Whether lost bytes that stand side by side may be these.
  bool may_be_lost(const BytePattern& pattern, const EncodedChar& encoded) const;

  const Charset& original_;
  const LanguageModel& model_;
  Written written_;
  std::size_t most_candidates_;
  std::uint64_t id_;  ///< no other assembler of this process has it
  ByteCode pair_first_ = 0;
  ByteCode pair_second_ = 0;
  ByteCode last_of_pair_ = 0;
  Limit may_be_lost_;
};

}  // namespace fuyuan
