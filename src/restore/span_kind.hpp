#pragma once

#include <string_view>

#include "channel/misread.hpp"

namespace fuyuan {

/// What there is to know of the channel that explains a span, whatever it is called. Names that the
/// registry does not have are of no kind.
class SpanKind {
 public:
  explicit SpanKind(std::string_view channel);

  /// nullptr if it is none.
  const Misread* misread() const { return misread_; }
  /// The channel's, in nats; 0 for a name that is not known.
  double rarity() const { return channel_ == nullptr ? 0 : channel_->rarity(); }

  bool is_frame_shift() const { return is_frame_shift_; }
  bool was_utf8() const { return misread_ != nullptr && misread_->was_utf8(); }
  bool was_japanese_or_korean() const {
    return misread_ != nullptr && misread_->was_japanese_or_korean();
  }
  bool keeps_kana() const { return misread_ != nullptr && misread_->keeps_kana(); }
  bool reads_utf8() const { return misread_ != nullptr && misread_->reads_utf8(); }
  bool reads_bytes() const { return misread_ != nullptr && misread_->reads_single_bytes(); }
  bool reads_pairs() const { return misread_ != nullptr && misread_->reads_pairs(); }
  bool reads_subset() const { return misread_ != nullptr && misread_->reads_subset(); }
  bool is_guessing() const { return misread_ != nullptr && misread_->is_guessing(); }
  bool guesses_among_pairs() const {
    return misread_ != nullptr && misread_->guesses_among_pairs();
  }
  /// Whether the text was in the charset, which is in charsets.toml.
  bool is_from(std::string_view original) const {
    return misread_ != nullptr && misread_->original().name() == original;
  }
  /// Whether it was decoded as one whose name begins so.
  bool is_to(std::string_view wrong) const {
    return misread_ != nullptr && misread_->wrong() != nullptr &&
           misread_->wrong()->name().starts_with(wrong);
  }

 private:
  const Channel* channel_;
  const Misread* misread_;
  bool is_frame_shift_;
};

}  // namespace fuyuan
