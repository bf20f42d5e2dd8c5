#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "channel/byte_pattern.hpp"
#include "channel/decoder_marks.hpp"
#include "charset/charset.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// The bytes that a wrong decoder may have seen where it wrote certain symbols.
struct Reading {
  /// Those bytes, and nothing else.
  static Reading of(ByteView bytes) {
    Reading reading;
    for (const unsigned char byte : bytes) reading.codes[reading.size++] = byte;
    return reading;
  }
  /// The bytes of a character in UTF-8.
  static Reading of_utf8(char32_t code_point);

  std::array<ByteCode, 6> codes{};
  std::uint8_t size = 0;
  std::uint8_t consumed = 1;    ///< symbols
  bool swallows_ascii = false;  ///< after the bytes an ASCII character stood that left no trace
  bool ascii_before = false;    ///< it stood before them
  bool is_mark = false;         ///< the symbol is `?` or U+FFFD standing for lost bytes
  float log_probability = 0;
};

/// Knows, for one charset that text was wrongly decoded with, which bytes each symbol came from. It
/// covers the habits of all common decoders at once: browsers, Java, Python, iconv, Windows; they
/// differ in what they write for bytes they cannot decode, and how many bytes one mark stands for.
/// Where it is known which of them it was (`Observed::decoder`), it covers that one's alone.
class WrongDecoder {
 public:
  virtual ~WrongDecoder() = default;
  /// Appends the readings of `observed.symbols[at]`, the most probable first. None: this decoder
  /// cannot have written it.
  virtual void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const = 0;

  /// The first byte of the most probable reading of `observed.symbols[at]`, or -1 where there is
  /// none, it is not known, or the symbols end.
  int peek(const Observed& observed, std::size_t at) const;

 protected:
  WrongDecoder() = default;
  WrongDecoder(const WrongDecoder&) = default;
  WrongDecoder& operator=(const WrongDecoder&) = default;
};

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

  /// The code of the bytes that stand for the signs; 0: there are none.
  ByteCode bytes_of(std::u32string_view signs) const;
  void read_typewritten(const Observed& observed, std::size_t at, std::vector<Reading>& out) const;
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
  /// The bytes of what editors, mail and the web write as a typewriter sign; 0: the charset has
  /// none, or is none of single bytes.
  struct Typewritten {
    ByteCode blank = 0;  ///< no-break
    ByteCode single_quote = 0;
    ByteCode double_quote = 0;
    ByteCode dash = 0;
  };
  Typewritten typewritten_ = {};
  const Tables& tables_;
  /// By habit: those that were asked for.
  mutable std::array<std::atomic<const DecoderMarks*>, kHabitCount> marks_{};
};

/// Raw bytes: nothing was decoded yet.
class RawBytes : public WrongDecoder {
 public:
  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;
};

/// A decoder that guesses: UTF-8 where the bytes happen to be valid, elsewhere Latin-1 or
/// Windows-1252 byte by byte, or pair by pair the charset given.
class GuessingDecoder : public WrongDecoder {
 public:
  explicit GuessingDecoder(const Charset* pairs = nullptr) : pairs_(pairs) {}

  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;

 private:
  void read_among_pairs(Symbol symbol, std::vector<Reading>& out) const;

  const Charset* pairs_;
};

}  // namespace fuyuan
