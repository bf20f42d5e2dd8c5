#pragma once

#include <memory>

#include "archive/document_run.hpp"
#include "archive/header_block.hpp"
#include "archive/spool.hpp"

namespace fuyuan {

/// The body of an HTTP message without its wrapping: chunks joined, gzip and deflate unpacked. A
/// body that a crawler has unwrapped already, whatever the header still says, is taken as it is.
/// Throws IoError where it is damaged, in an encoding that is not known, or beyond the limits.
std::shared_ptr<const Spool> decode_http_body(std::shared_ptr<const Spool> body,
                                              const HeaderBlock& header,
                                              const FormatOptions& limits);

}  // namespace fuyuan
