#include "restore/line/channel_choice.hpp"

#include <algorithm>

#include "channel/registry.hpp"
#include "restore/triage/script_judge.hpp"

namespace fuyuan {

bool brings_back_converted(const Ranked& ranked) {
  return ranked.channel->original().framing() == Framing::gb18030 &&
         is_traditional_text(ranked.text);
}

ChannelChoice::ChannelChoice(float identity_cost) {
  add(&Registry::instance().identity(), identity_cost);
}

void ChannelChoice::add(const Channel* channel, float cost) {
  if (std::find(channels_.begin(), channels_.end(), channel) != channels_.end()) return;
  channels_.push_back(channel);
  costs_.push_back(cost);
}

bool ChannelChoice::may_slip() const {
  return std::any_of(channels_.begin(), channels_.end(), [](const Channel* channel) {
    return channel->family() == Family::frame_shift;
  });
}

}  // namespace fuyuan
