#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "channel/misread.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// The fast way through a document of which the channel is known: what the line was, where every
/// byte of it tells, a glance finds nothing to object to in what comes out, and so much is gained
/// that no verdict could be against it. Nothing where a closer look is needed, which says nothing
/// against the channel. `scan` is the line's.
std::optional<std::u32string> decode_surely(const Misread& channel, std::u32string_view line,
                                            const LineScan& scan);

}  // namespace fuyuan
