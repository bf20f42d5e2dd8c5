#include "cli/output_place.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the kernel

/// Of our own open file that `path` names as /proc/self/fd/1 and /dev/fd/1 do; -1 if it names none.
int find_own_descriptor(const fs::path& path) {
  std::error_code error;
  const fs::path ours = fs::canonical("/proc/self/fd", error);
  if (error || fs::canonical(path.has_parent_path() ? path.parent_path() : ".", error) != ours) {
    return -1;
  }
  const std::string name = path.filename().string();
  int number = -1;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
  return parsed.ptr == name.data() + name.size() ? number : -1;
}

Descriptor checked(int descriptor) {
  if (descriptor < 0) throw IoError("cannot be written: " + error_text(errno));
  return Descriptor(descriptor);
}

}  // namespace

OutputPlace OutputPlace::find(const std::string& path) {
  fs::path at = path;
  for (int i = 0; i <= kMostLinks; ++i) {
    // Opened anew, a file would be written from its beginning, over what went there before.
    if (const int own = find_own_descriptor(at); own >= 0) {
      return {path, checked(::fcntl(own, F_DUPFD_CLOEXEC, 0))};
    }
    struct stat status {};
    if (::stat(at.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
      return {path, checked(::open(at.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY))};
    }
    std::error_code error;
    const fs::path target = fs::read_symlink(at, error);
    if (error) return {at.string(), {}};
    at = at.parent_path() / target;
  }
  throw IoError("cannot be written: " + error_text(ELOOP));
}

}  // namespace fuyuan::cli
