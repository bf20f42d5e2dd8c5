#pragma once

#include <array>
#include <string_view>

#include "channel/byte_pattern.hpp"
#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What the marks of one decoder stand for, to the byte: worked out from how it decodes. Where it
/// is known which decoder it was, nothing else is possible.
class DecoderMarks {
 public:
  /// Made once and kept. `charset`: that text is wrongly decoded with.
  static const DecoderMarks& of(const Charset& charset, Habit habit);

  DecoderMarks(const Charset& table, Habit habit);

  /// Whether it can have written all of the symbols, some of its marks among them. `mark`: what
  /// those are by now; 0: nothing.
  bool may_have_written(std::u32string_view symbols, char32_t mark) const;

  /// Whether the other's marks stand for the same everywhere.
  bool stand_for_the_same(const DecoderMarks& other) const;

  /// The bytes that are marked alone before `next`; -1: before another lost one.
  ByteCode alone_before(int next) const {
    return next < 0 ? alone_ : alone_before_[static_cast<std::size_t>(next)];
  }
  ByteCode alone() const { return alone_; }
  ByteCode alone_at_end() const { return alone_at_end_; }
  bool is_alone_before(unsigned char byte, unsigned char next) const {
    return byte_set(alone_before_[next])[byte];
  }

  /// One mark for two bytes.
  ByteCode pair_first() const { return pair_first_; }
  ByteCode pair_second() const { return pair_second_; }
  bool is_pair(unsigned char first, unsigned char second) const { return seconds_[first][second]; }
  /// The first of them where it is the last of a character of UTF-8, and the second begins another.
  ByteCode last_before_lead() const { return last_before_lead_; }

  /// The bytes that take the ASCII character behind them along.
  ByteCode swallowing() const { return swallowing_; }
  bool swallows_ascii() const { return byte_set(swallowing_).any(); }

 private:
  bool has(Symbol symbol) const;

  const Charset& table_;
  Habit habit_;
  bool writes_euro_ = false;  ///< for the byte 80
  std::array<ByteCode, 256> alone_before_{};
  ByteCode alone_ = 0;
  ByteCode alone_at_end_ = 0;
  ByteCode pair_first_ = 0;
  ByteCode pair_second_ = 0;
  ByteCode last_before_lead_ = 0;
  ByteCode swallowing_ = 0;
  std::array<ByteSet, 256> seconds_{};  ///< by the first byte
};

}  // namespace fuyuan
