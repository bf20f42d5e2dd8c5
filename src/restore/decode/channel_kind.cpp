#include "restore/decode/channel_kind.hpp"

#include "channel/registry.hpp"

namespace fuyuan {

ChannelKind::ChannelKind(std::string_view channel)
    : ChannelKind(Registry::instance().find(channel)) {}

ChannelKind::ChannelKind(const Channel* channel)
    : channel_(channel), misread_(dynamic_cast<const Misread*>(channel)) {}

bool ChannelKind::is_frame_shift() const {
  return channel_ != nullptr && channel_->family() == Family::frame_shift;
}

}  // namespace fuyuan
