#include "restore/span_kind.hpp"

#include "channel/registry.hpp"

namespace fuyuan {

SpanKind::SpanKind(std::string_view channel) : SpanKind(Registry::instance().find(channel)) {}

SpanKind::SpanKind(const Channel* channel)
    : channel_(channel), misread_(dynamic_cast<const Misread*>(channel)) {}

bool SpanKind::is_frame_shift() const {
  return channel_ != nullptr && channel_->family() == Family::frame_shift;
}

}  // namespace fuyuan
