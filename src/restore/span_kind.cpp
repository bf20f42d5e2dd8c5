#include "restore/span_kind.hpp"

#include "channel/frame_shift.hpp"
#include "channel/registry.hpp"

namespace fuyuan {

SpanKind::SpanKind(std::string_view channel)
    : channel_(Registry::instance().find(channel)),
      misread_(dynamic_cast<const Misread*>(channel_)),
      is_frame_shift_(dynamic_cast<const FrameShift*>(channel_) != nullptr) {}

}  // namespace fuyuan
