#pragma once

#include <vector>

#include "channel/channel.hpp"
#include "restore/hypotheses/channel_ranker.hpp"

namespace fuyuan {

/// Whether it brings back Traditional characters in GBK, as converters of Simplified text write
/// them: other charsets of Traditional text give what they lost no reason to be rare.
bool brings_back_converted(const Ranked& ranked);

/// The channels that take part in the search of a line, and what it costs each to take over.
/// Identity is the first of them, and none is there twice.
class ChannelChoice {
 public:
  /// Nats that it costs a channel to take over in a line: one that is known from elsewhere or gains
  /// enough by itself, and any other.
  static constexpr float kFavouriteCost = 2;
  static constexpr float kEnterCost = 7;

  explicit ChannelChoice(float identity_cost = 0);

  /// One that is there already keeps its cost.
  void add(const Channel* channel, float cost);

  const std::vector<const Channel*>& channels() const { return channels_; }
  const std::vector<float>& costs() const { return costs_; }
  bool is_identity_alone() const { return channels_.size() == 1; }
  /// Whether one of them cuts pairs anew.
  bool may_slip() const;
  /// Whether there is no other, but for identity.
  bool is_of_shifts() const { return channels_.size() == 2 && may_slip(); }

  /// What an attempt without a search made of the line by the best of them, if there was one.
  const Ranked* best = nullptr;
  bool is_broken_throughout = false;  ///< by the first that is no identity
  bool has_slipped = false;           ///< one explains what has lost single bytes: see find_slipped
  bool is_out_of_step = false;        ///< see ChannelChooser::offer_out_of_step
  bool is_certain = false;            ///< what comes of it need not convince
  bool is_traditional = false;        ///< see brings_back_converted

 private:
  std::vector<const Channel*> channels_;
  std::vector<float> costs_;
};

}  // namespace fuyuan
