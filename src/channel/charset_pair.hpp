#pragma once

#include "charset/charset.hpp"

namespace fuyuan {

/// A charset that text was in and the one that it was taken for, and what follows from that alone.
class CharsetPair {
 public:
  /// `wrong` null: raw bytes, nothing decoded yet. `guessing`: see GuessingDecoder, which takes
  /// Latin-1 for null.
  CharsetPair(const Charset& original, const Charset* wrong, bool guessing);

  const Charset& original() const { return original_; }
  const Charset* wrong() const { return wrong_; }
  bool is_raw() const { return wrong_ == nullptr && !guessing_; }
  /// UTF-8 that was decoded as something else: no other bytes are so seldom UTF-8 by chance.
  bool was_utf8() const { return !is_raw() && original().framing() == Framing::utf8; }
  /// The same as GBK, which has hanzi for nearly all of its bytes.
  bool reads_utf8_as_gbk() const { return reads_utf8_as_gbk_; }
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
    return reads_utf8_as_gbk_ || (is_raw() && original().framing() == Framing::utf8);
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
  /// Some decoders leave out bytes that make no pair, and cut what follows into other ones.
  bool may_tear() const;
  /// Of two bytes one may have been lost, and each that is left is a symbol of its own.
  bool may_slip() const {
    const Framing framing = original().framing();
    return (reads_single_bytes() || is_raw()) &&
           (framing == Framing::gb18030 || framing == Framing::double_byte);
  }

 protected:
  ~CharsetPair() = default;

 private:
  const Charset& original_;
  const Charset* wrong_;
  bool guessing_;
  bool reads_utf8_as_gbk_;
};

/// Whether text in that charset is not written with the character: Simplified forms in Big5,
/// Traditional ones elsewhere.
bool is_of_other_script(const Charset& original, char32_t cp);

}  // namespace fuyuan
