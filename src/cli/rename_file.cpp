#include "cli/rename_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

void rename_file(const std::string& from, const std::string& to) {
  int error = 0;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0)
    error = errno;
  if (error == EINVAL || error == ENOSYS) {
    // A file system that cannot be told not to replace: look first.
    struct stat existing {};
    error = ::lstat(to.c_str(), &existing) == 0 ? EEXIST : 0;
    if (error == 0 && std::rename(from.c_str(), to.c_str()) != 0) error = errno;
  }
  if (error != 0) throw IoError(fmt::format("cannot be named {}: {}", to, error_text(error)));
}

}  // namespace fuyuan::cli
