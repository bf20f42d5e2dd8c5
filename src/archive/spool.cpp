#include "archive/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace fuyuan {
namespace {

constexpr std::size_t kMemory = std::size_t{1} << 20;
constexpr std::size_t kPiece = std::size_t{1} << 16;

[[noreturn]] void fail(int error) { throw IoError("temporary file: " + error_text(error)); }

Descriptor open_temporary() {
  const char* chosen = std::getenv("TMPDIR");
  const std::string folder = chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.is_open()) return file;
  // Not every file system knows files without names.
  std::string name = folder + "/fuyuan-XXXXXX";
  file = Descriptor(::mkostemp(name.data(), O_CLOEXEC));
  if (!file.is_open()) fail(errno);
  ::unlink(name.c_str());
  return file;
}

/// The place of the file itself stays at its beginning, for those who read it from there.
void write_at(int descriptor, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    offset += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Spool::write(std::string_view bytes) {
  if (!file_.is_open() && memory_.size() + bytes.size() <= kMemory) {
    memory_ += bytes;
  } else {
    leave_memory();
    write_at(file_.get(), bytes, size_);
  }
  size_ += bytes.size();
}

void Spool::leave_memory() {
  if (file_.is_open()) return;
  file_ = open_temporary();
  write_at(file_.get(), memory_, 0);
  std::string().swap(memory_);
}

std::size_t Spool::read(std::uint64_t offset, char* buffer, std::size_t size) const {
  if (!file_.is_open()) {
    if (offset >= memory_.size()) return 0;
    const std::size_t got = std::min<std::size_t>(size, memory_.size() - offset);
    std::memcpy(buffer, memory_.data() + offset, got);
    return got;
  }
  const std::ptrdiff_t got = read_at(file_.get(), offset, buffer, size);
  if (got < 0) fail(errno);
  return static_cast<std::size_t>(got);
}

void Spool::replay(const std::function<void(std::string_view)>& take) const {
  if (!file_.is_open()) {
    if (!memory_.empty()) take(memory_);
    return;
  }
  std::string piece(kPiece, '\0');
  std::uint64_t offset = 0;
  while (const std::size_t got = read(offset, piece.data(), piece.size())) {
    take(std::string_view(piece).substr(0, got));
    offset += got;
  }
}

bool Spool::equals(const Spool& other) const {
  if (size_ != other.size_) return false;
  std::string theirs(kPiece, '\0');
  std::uint64_t offset = 0;
  bool is_equal = true;
  replay([&](std::string_view piece) {
    while (is_equal && !piece.empty()) {
      const std::size_t got =
          other.read(offset, theirs.data(), std::min(piece.size(), theirs.size()));
      is_equal = got > 0 && piece.substr(0, got) == std::string_view(theirs).substr(0, got);
      offset += got;
      piece.remove_prefix(got);
    }
  });
  return is_equal;
}

}  // namespace fuyuan
