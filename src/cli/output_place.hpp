#pragma once

#include <string>

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

/// Where what is written to a path goes: symbolic links are followed, and nothing but a regular
/// file is ever replaced by one.
struct OutputPlace {
  std::string path;   ///< the file to make or to replace: no symbolic link
  Descriptor direct;  ///< open where what stands there is to be written to: a device, a pipe, or an
                      ///< open file of ours, such as /dev/stdout

  /// Throws IoError. May wait for somebody to read from a pipe.
  static OutputPlace find(const std::string& path);
};

}  // namespace fuyuan::cli
