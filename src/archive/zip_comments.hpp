#pragma once

#include <cstdint>

#include "archive/byte_stream.hpp"
#include "archive/spool.hpp"

namespace fuyuan {

/// Writes `packed`, which libarchive made of the zip in the file `original`, with the comments of
/// that: libarchive neither reads nor writes any. They stay byte for byte; those of entries that
/// say now that they are UTF-8 become so. Throws IoError where it cannot be done.
void write_with_comments(int original, const Spool& packed, ByteSink& out);

}  // namespace fuyuan
