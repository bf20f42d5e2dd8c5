#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "channel/assembler.hpp"
#include "channel/channel.hpp"
#include "channel/charset_decoder.hpp"
#include "channel/familiar_remnants.hpp"
#include "channel/familiar_signs.hpp"
#include "channel/swallowed_ascii.hpp"
#include "channel/vanished_bytes.hpp"

namespace fuyuan {

/// Bytes of one charset decoded as another, with all that gets lost on the way: bytes that became
/// marks, pairs swallowed by one mark, bytes that vanished.
class Misread : public Channel {
 public:
  /// As Channel has them.
  struct Facts {
    std::string name;
    std::string summary;
    double rarity = 0;
  };

  /// `wrong` null: raw bytes, nothing decoded yet. `guessing`: see GuessingDecoder, which takes
  /// Latin-1 for null.
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

  const Charset& original() const { return assembler_.charset(); }
  const Charset* wrong() const { return wrong_; }
  bool is_raw() const { return wrong_ == nullptr && !guessing_; }
  /// UTF-8 that was decoded as something else: no other bytes are so seldom UTF-8 by chance.
  bool was_utf8() const { return !is_raw() && original().framing() == Framing::utf8; }
  bool was_japanese_or_korean() const;
  /// A charset that has Traditional characters and no Simplified ones.
  bool was_traditional() const;
  /// Cyrillic letters, which come out as such, and not as Chinese.
  bool was_cyrillic() const;
  /// Signs and subscripts are pairs of the original as well, and come to marks and kana.
  bool comes_of_signs() const { return original().framing() == Framing::euc_tw; }
  /// Whether it has the kana where the wrong charset has them.
  bool keeps_kana() const;
  /// Whether there are two tables of the wrong charset that differ in a few characters: browsers'
  /// Big5 and others'.
  bool has_rival() const;
  /// GBK read as Big5, which looks like rare Traditional hanzi.
  bool reads_gbk_as_big5() const { return original().framing() == Framing::gb18030 && has_rival(); }
  /// Whether some decoder's mark takes a line end with it.
  bool may_swallow_line_ends() const {
    return drops_private_ || (is_raw() && original().framing() == Framing::utf8);
  }
  /// Decoded as UTF-8 from end to end.
  bool reads_utf8() const { return wrong_ != nullptr && wrong_->framing() == Framing::utf8; }
  /// The decoder took for UTF-8 what was valid.
  bool is_guessing() const { return guessing_; }
  /// Each symbol of the wrong charset stands for one byte.
  bool reads_single_bytes() const {
    return wrong_ != nullptr && wrong_->framing() == Framing::single_byte;
  }
  /// The same of the charset that most programs take bytes for which they know nothing of.
  bool reads_latin1() const { return wrong_ != nullptr && wrong_->name() == "windows-1252"; }
  /// The same of any that Windows takes for the local one.
  bool reads_windows_bytes() const {
    return reads_single_bytes() && wrong_->name().starts_with("windows-");
  }
  /// Half of the single bytes come to halfwidth kana.
  bool reads_halfwidth_kana() const {
    return wrong_ != nullptr && wrong_->framing() == Framing::shift_jis;
  }
  /// Pairs of bytes were taken for other pairs: all come to something.
  bool reads_pairs() const {
    const auto has_pairs = [](const Charset& charset) {
      return charset.framing() != Framing::single_byte && charset.framing() != Framing::utf8 &&
             charset.is_ascii_superset();
    };
    return wrong_ != nullptr && has_pairs(*wrong_) && has_pairs(original()) && !reads_subset();
  }
  /// The bytes were taken for UTF-16, which a file is in from end to end.
  bool reads_units() const { return wrong_ != nullptr && !wrong_->is_ascii_superset(); }
  /// GBK, of which the decoder has GB 2312 alone: what is not lost comes back as itself.
  bool reads_subset() const {
    return wrong_ != nullptr && wrong_->name() == "gb2312" &&
           original().framing() == Framing::gb18030;
  }
  /// A decoder that guesses, and read most characters rightly, in pairs.
  bool guesses_among_pairs() const { return guessing_ && wrong_ != nullptr; }
  /// Most characters come through as themselves, so that hardly any accident speaks against it.
  bool keeps_most() const { return reads_subset() || guesses_among_pairs(); }
  const WrongDecoder& decoder() const { return *decoder_; }
  /// Some decoders leave out bytes that make no pair, and cut what follows into other ones.
  bool may_tear() const;
  /// Of two bytes one may have been lost, and each that is left is a symbol of its own.
  bool may_slip() const {
    const Framing framing = original().framing();
    return (reads_single_bytes() || is_raw()) &&
           (framing == Framing::gb18030 || framing == Framing::double_byte);
  }

 private:
  void follow(const Observed& observed, std::size_t at, const BytePattern& pending,
              const Reading& reading, float log_probability, ArcBuffer& out) const;
  /// The reading in a note that the same decoder read, from `next` on; empty: none is there.
  /// `is_torn`: its parenthesis is lost.
  std::u32string read_note(std::u32string_view symbols, std::size_t next, bool is_torn) const;
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
  void insert_lost(const Observed& observed, std::size_t at, const BytePattern& pending,
                   const Reading& reading, ArcBuffer& out) const;

  /// Bytes that the wrong decoder left out before a reading, which it cut in another place then.
  void insert_vanished(const Observed& observed, std::size_t at, const BytePattern& pending,
                       const Reading& reading, ArcBuffer& out) const;
  /// Characters that it left out altogether.
  void insert_vanished_pair(const Observed& observed, std::size_t at, const BytePattern& pending,
                            const Reading& reading, ArcBuffer& out) const;
  const VanishedBytes& vanished() const;
  /// One byte of a pair that was lost before the decoder came: every byte behind it still stands
  /// for itself, but what was the first of two is the second now.
  void insert_slipped(const Observed& observed, std::size_t at, const BytePattern& pending,
                      const Reading& reading, ArcBuffer& out) const;

  /// All but one of a character's bytes came, and then a new one: the lost one may be the last but
  /// one as well as the last.
  void insert_second(const Observed& observed, std::size_t at, const BytePattern& pending,
                     const Reading& reading, ArcBuffer& out) const;
  /// Private characters, two bytes each, are what programs drop first.
  void insert_private(const Observed& observed, std::size_t at, const BytePattern& pending,
                      const Reading& reading, ArcBuffer& out) const;
  /// The bytes inside of characters that the wrong decoder has nothing for: some decoders leave
  /// them out. 0 if there is none.
  ByteCode find_undefined() const;
  bool may_lack_undefined(const Observed& observed) const;
  /// A blank that stands for such a byte.
  void read_blank(const Observed& observed, std::size_t at, const BytePattern& pending,
                  ArcBuffer& out) const;
  /// Whether soft hyphens may have been taken out: none is left where they would be.
  bool may_lack_soft_hyphen(const Observed& observed) const;
  /// The C1 controls that were dropped before a reading, as many as the pending character lacks.
  void insert_controls(const Observed& observed, std::size_t at, const BytePattern& pending,
                       std::span<const Reading> readings, ArcBuffer& out) const;
  /// What a decoder drops without a mark, where it is known to be that one.
  void insert_dropped(const DecoderMarks& marks, const Observed& observed, std::size_t at,
                      const BytePattern& pending, const Reading& reading, ArcBuffer& out) const;
  /// The second byte 5C of a character, which programs take for a backslash.
  void mend_backslash(const Observed& observed, std::size_t at, const BytePattern& pending,
                      ArcBuffer& out) const;

  Facts facts_;
  Assembler assembler_;
  SwallowedAscii swallowed_;
  FamiliarRemnants familiar_;
  FamiliarSigns signs_;
  const Charset* wrong_;
  bool guessing_;
  bool drops_private_;   ///< UTF-8 read as GBK
  bool loses_controls_;  ///< UTF-8 read as Windows-1252 or Latin-1
  ByteCode undefined_;
  std::unique_ptr<WrongDecoder> decoder_;
  const CharsetDecoder* pairs_ = nullptr;  ///< the same, where bytes were decoded by a table
  mutable std::once_flag made_;            ///< of `vanished_`, which few texts need
  mutable std::unique_ptr<VanishedBytes> vanished_;
};

/// Whether text in that charset is not written with the character: Simplified forms in Big5,
/// Traditional ones elsewhere.
bool is_of_other_script(const Charset& original, char32_t cp);

/// Appends `code` to `pending`; emits and clears it when a character is complete. Returns false if
/// no character can begin like that. Shared by all channels that work on bytes.
bool feed(const Assembler& assembler, BytePattern& pending, ByteCode code, ArcBuffer& out);

}  // namespace fuyuan
