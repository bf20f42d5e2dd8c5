#pragma once

#include <string_view>

#include "channel/misread.hpp"

namespace fuyuan {

/// What there is to know of a channel, whatever it is called: of the one that explains a span, for
/// the most part. Names that the registry does not have are of no kind. Finding a channel by its
/// name takes a while: find out once for a span, and hand it on.
class ChannelKind {
 public:
  explicit ChannelKind(std::string_view channel);
  explicit ChannelKind(const Channel& channel) : ChannelKind(&channel) {}

  /// nullptr if it is none.
  const Misread* misread() const { return misread_; }
  /// The channel's, in nats; 0 for a name that is not known.
  double rarity() const { return channel_ == nullptr ? 0 : channel_->rarity(); }

  bool is_frame_shift() const;

  // As Misread has them; false for what is none.
  bool is_raw() const { return has(&Misread::is_raw); }
  bool was_utf8() const { return has(&Misread::was_utf8); }
  bool was_japanese_or_korean() const { return has(&Misread::was_japanese_or_korean); }
  bool was_traditional() const { return has(&Misread::was_traditional); }
  bool was_cyrillic() const { return has(&Misread::was_cyrillic); }
  bool comes_of_signs() const { return has(&Misread::comes_of_signs); }
  bool keeps_kana() const { return has(&Misread::keeps_kana); }
  bool reads_utf8() const { return has(&Misread::reads_utf8); }
  bool reads_units() const { return has(&Misread::reads_units); }
  bool reads_single_bytes() const { return has(&Misread::reads_single_bytes); }
  bool reads_latin1() const { return has(&Misread::reads_latin1); }
  bool reads_windows_bytes() const { return has(&Misread::reads_windows_bytes); }
  bool reads_halfwidth_kana() const { return has(&Misread::reads_halfwidth_kana); }
  bool reads_gbk_as_big5() const { return has(&Misread::reads_gbk_as_big5); }
  bool reads_pairs() const { return has(&Misread::reads_pairs); }
  bool reads_subset() const { return has(&Misread::reads_subset); }
  bool is_guessing() const { return has(&Misread::is_guessing); }
  bool guesses_among_pairs() const { return has(&Misread::guesses_among_pairs); }

 private:
  explicit ChannelKind(const Channel* channel);

  bool has(bool (Misread::*property)() const) const {
    return misread_ != nullptr && (misread_->*property)();
  }

  const Channel* channel_;
  const Misread* misread_;
};

}  // namespace fuyuan
