#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "channel/byte_pattern.hpp"
#include "channel/decoder_marks.hpp"
#include "channel/typewriter_signs.hpp"
#include "channel/wrong_decoder.hpp"
#include "charset/charset.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Text wrongly decoded with a charset of the registry. `variants`: tables of the same family
/// that some systems have instead; asked in turn for what the first one does not have.
class CharsetDecoder : public WrongDecoder {
 public:
  static constexpr float kUsualMarkRate = -1.5F;  ///< of UTF-8 read as a double-byte charset

  /// `mark_rate`: how many of the original's characters this decoder destroys, as a natural
  /// logarithm: the fewer, the more question marks are nothing but question marks.
  explicit CharsetDecoder(const Charset& charset, std::vector<const Charset*> variants = {},
                          float mark_rate = kUsualMarkRate);
  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;

  /// The codes that a mark for two bytes is read as, and whether the decoder, in one of its
  /// variants, has nothing else for that pair.
  ByteCode pair_first() const { return tables_.pair_first; }
  ByteCode pair_second() const { return tables_.pair_second; }
  bool is_lost_pair(unsigned char lead, unsigned char trail) const;

  /// What a decoder of that habit loses.
  const DecoderMarks& marks_of(Habit habit) const;
  /// Whether lost bytes that were read as these codes, one behind the other, may be these.
  bool may_be_lost(ByteCode first, ByteCode second, unsigned char lead, unsigned char trail) const;
  /// The first code of a pair where it completes a character of UTF-8; others stay.
  ByteCode narrow_last(ByteCode first) const;

 private:
  void read_tables(Symbol symbol, std::vector<Reading>& out) const;
  void read_utf16_mark(bool is_last, float doubt, std::vector<Reading>& out) const;
  void read_mark(const Observed& observed, std::size_t at, std::vector<Reading>& out) const;
  /// The same where it is known which decoder wrote it.
  void read_mark_of(const MarkingDecoder& decoder, const Observed& observed, std::size_t at,
                    std::vector<Reading>& out) const;
  /// What a mark is that stands for one byte.
  ByteCode read_one_byte(const Observed& observed, std::size_t at) const;
  /// What is learned of a charset and its variants: made once, and shared by all their decoders.
  struct Tables {
    std::array<ByteCode, 256> one_before{};  ///< by the byte that follows: which bytes get lost
    ByteCode one_before_unknown = 0;
    /// The same where what follows was lost as well: by the set that it is one of.
    std::unordered_map<ByteCode, ByteCode> one_before_lost;
    ByteCode pair_first = 0;
    ByteCode pair_second = 0;
    /// Shift_JIS has what NEC and IBM added at two places, Big5 two characters.
    std::unordered_multimap<char32_t, std::array<unsigned char, 2>> duplicates;
    /// Their last bits, so that the others, nearly all there are, need not be looked for.
    std::bitset<4096> may_be_duplicate;

    bool may_have_duplicate(char32_t symbol) const {
      return may_be_duplicate[symbol % may_be_duplicate.size()];
    }
  };

  const Tables& share_tables() const;
  void learn_multibyte_marks(Tables& tables) const;
  void learn_runs_of_marks(Tables& tables) const;
  void learn_utf16_marks(Tables& tables) const;
  void learn_duplicates(Tables& tables) const;
  void learn_single_byte_marks(Tables& tables) const;

  const Charset& charset_;
  std::vector<const Charset*> variants_;
  bool is_single_byte_;
  bool is_gbk_;
  bool is_latin1_;
  float mark_rate_;
  char32_t windows_mark_;  ///< what Windows writes for a pair it does not have
  ByteCode any_high_;
  std::optional<TypewriterSigns> signs_;  ///< of single bytes
  const Tables& tables_;
  /// By habit: those that were asked for.
  mutable std::array<std::atomic<const DecoderMarks*>, kHabitCount> marks_{};
};

}  // namespace fuyuan
