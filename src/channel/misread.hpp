#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "channel/assembler.hpp"
#include "channel/channel.hpp"
#include "channel/charset_decoder.hpp"
#include "channel/charset_pair.hpp"
#include "channel/familiar_remnants.hpp"
#include "channel/familiar_signs.hpp"
#include "channel/swallowed_ascii.hpp"
#include "channel/vanished_bytes.hpp"

namespace fuyuan {

/// Bytes of one charset decoded as another, with all that gets lost on the way: bytes that became
/// marks, pairs swallowed by one mark, bytes that vanished.
class Misread : public Channel, public CharsetPair {
 public:
  /// As Channel has them.
  struct Facts {
    std::string name;
    std::string summary;
    double rarity = 0;
  };

  /// `original`, `wrong` and `guessing`: see CharsetPair. `variants`: of `wrong`, see
  /// CharsetDecoder.
  Misread(Facts facts, const Charset& original, const Charset* wrong, bool guessing,
          const LanguageModel& model, std::vector<const Charset*> variants = {});

  std::string_view name() const override { return facts_.name; }
  std::string_view summary() const override { return facts_.summary; }
  Family family() const override { return is_raw() ? Family::raw : Family::misread; }
  double rarity() const override { return facts_.rarity; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  void finish(std::uint64_t state, ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

  const WrongDecoder& decoder() const { return *decoder_; }

 private:
  /// A place in a line, and the bytes before it that are no whole character yet.
  struct Place {
    const Observed& observed;
    std::size_t at = 0;
    BytePattern pending;
  };

  void follow(const Place& place, const Reading& reading, float log_probability,
              ArcBuffer& out) const;
  /// The reading in a note that the same decoder read, from `next` on; empty: none is there.
  /// `is_torn`: its parenthesis is lost.
  std::u32string read_note(std::u32string_view symbols, std::size_t next, bool is_torn) const;
  /// Whether the symbol is of a note that was misread together with the character before it:
  /// `瞎(z迅)` for `組(zǔ)`.
  bool is_in_note(std::u32string_view symbols, std::size_t at) const;
  /// A familiar sign that the reading completes, where not all of its bytes are known.
  void offer_sign(const BytePattern& pending, const Reading& reading, float log_probability,
                  ArcBuffer& out) const;
  /// What the first byte of a lost pair is read as that completes a character.
  ByteCode narrow_last(ByteCode first) const;
  /// Whether what came is the beginning of U+FFFD, which an earlier decoder had left.
  bool lacks_end_of_replacement(const BytePattern& pending) const;
  /// U+FFFD whose last byte is what the mark stands for.
  void mend_replacement(const Observed& observed, std::size_t at, const Reading& reading,
                        float log_probability, ArcBuffer& out) const;
  bool is_windows_euro(Symbol symbol) const;
  void insert_lost(const Place& place, const Reading& reading, ArcBuffer& out) const;

  /// Bytes that the wrong decoder left out before a reading, which it cut in another place then.
  void insert_vanished(const Place& place, const Reading& reading, ArcBuffer& out) const;
  /// Characters that it left out altogether.
  void insert_vanished_pair(const Place& place, const Reading& reading, ArcBuffer& out) const;
  const VanishedBytes& vanished() const;
  /// One byte of a pair that was lost before the decoder came: every byte behind it still stands
  /// for itself, but what was the first of two is the second now.
  void insert_slipped(const Place& place, const Reading& reading, ArcBuffer& out) const;

  /// All but one of a character's bytes came, and then a new one: the lost one may be the last but
  /// one as well as the last.
  void insert_second(const Place& place, const Reading& reading, ArcBuffer& out) const;
  /// Private characters, two bytes each, are what programs drop first.
  void insert_private(const Place& place, const Reading& reading, ArcBuffer& out) const;
  /// The bytes inside of characters that the wrong decoder has nothing for: some decoders leave
  /// them out. 0 if there is none.
  ByteCode find_undefined() const;
  bool may_lack_undefined(const Observed& observed) const;
  /// A blank that stands for such a byte.
  void read_blank(const Place& place, ArcBuffer& out) const;
  /// Whether soft hyphens may have been taken out: none is left where they would be.
  bool may_lack_soft_hyphen(const Observed& observed) const;
  /// The C1 controls that were dropped before a reading, as many as the pending character lacks.
  void insert_controls(const Place& place, std::span<const Reading> readings, ArcBuffer& out) const;
  /// What a decoder drops without a mark, where it is known to be that one.
  void insert_dropped(const DecoderMarks& marks, const Place& place, const Reading& reading,
                      ArcBuffer& out) const;
  /// The second byte 5C of a character, which programs take for a backslash.
  void mend_backslash(const Place& place, ArcBuffer& out) const;

  Facts facts_;
  Assembler assembler_;
  SwallowedAscii swallowed_;
  FamiliarRemnants familiar_;
  FamiliarSigns signs_;
  bool loses_controls_;  ///< UTF-8 read as Windows-1252 or Latin-1
  ByteCode undefined_;
  std::unique_ptr<WrongDecoder> decoder_;
  const CharsetDecoder* pairs_ = nullptr;  ///< the same, where bytes were decoded by a table
  mutable std::once_flag made_;            ///< of `vanished_`, which few texts need
  mutable std::unique_ptr<VanishedBytes> vanished_;
};

}  // namespace fuyuan
