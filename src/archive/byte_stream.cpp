#include "archive/byte_stream.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <zstd.h>

#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBufferSize = std::size_t{1} << 16;

std::string unpack_zstd(std::string_view packed) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  std::string out;
  std::string chunk(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;  // 0 between frames
  while (in.pos < in.size || left != 0) {
    ZSTD_outBuffer piece{chunk.data(), chunk.size(), 0};
    const std::size_t taken = in.pos;
    left = ZSTD_decompressStream(stream.get(), &piece, &in);
    if (ZSTD_isError(left) != 0) {
      throw IoError(
          fmt::format("damaged Zstandard data: {} (offset {})", ZSTD_getErrorName(left), in.pos));
    }
    out.append(chunk, 0, piece.pos);
    if (left != 0 && in.pos == taken && piece.pos == 0) {
      throw IoError(fmt::format("Zstandard data cut short (offset {})", in.pos));
    }
  }
  return out;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() { close(); }

int Descriptor::release() { return std::exchange(fd_, -1); }

void Descriptor::close() {
  if (is_open()) ::close(release());
}

std::string error_text(int error) { return std::generic_category().message(error); }

FileSource::FileSource(const std::string& path) : is_stdin_(path == "-") {
  if (is_stdin_) return;
  file_ = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file_.is_open()) throw IoError(error_text(errno));
  struct stat status {};
  if (::fstat(file_.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    throw IoError(error_text(EISDIR));
  }
}

std::size_t FileSource::read(char* buffer, std::size_t size) {
  while (true) {
    const ssize_t got = ::read(descriptor(), buffer, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw IoError(error_text(errno));
  }
}

bool FileSource::would_wait() {
  pollfd state{descriptor(), POLLIN, 0};
  return ::poll(&state, 1, 0) == 0;
}

void StandardOutput::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kBufferSize) flush();
}

void StandardOutput::flush() {
  if (buffer_.empty()) return;
  const int error = write_fully(STDOUT_FILENO, buffer_);
  buffer_.clear();
  if (error == EPIPE) throw PipeClosed{};
  if (error != 0) throw OutputError("standard output: " + error_text(error));
}

std::string read_all(ByteSource& source) {
  std::string out;
  std::size_t size = 0;
  while (true) {
    // Doubling keeps the number of copies small, whatever the size.
    if (out.size() - size < kBufferSize) out.resize(out.size() * 2 + kBufferSize);
    const std::size_t got = source.read(out.data() + size, out.size() - size);
    if (got == 0) break;
    size += got;
  }
  out.resize(size);
  return out;
}

void copy_all(ByteSource& in, ByteSink& out) {
  std::string piece(kBufferSize, '\0');
  while (const std::size_t got = in.read(piece.data(), piece.size())) {
    out.write(std::string_view(piece).substr(0, got));
  }
}

std::string read_file(const std::string& path) {
  FileSource source(path);
  return read_all(source);
}

std::string read_text(const std::string& path) {
  std::string bytes = read_file(path);
  return bytes.starts_with(file_magic::kZstd) ? unpack_zstd(bytes) : bytes;
}

std::ptrdiff_t read_at(int descriptor, std::uint64_t offset, char* buffer, std::size_t size) {
  while (true) {
    const ssize_t got = ::pread(descriptor, buffer, size, static_cast<off_t>(offset));
    if (got >= 0 || errno != EINTR) return got;
  }
}

int write_fully(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

void guard_standard_descriptors() {
  // Opened the wrong way round on purpose: reading or writing them is an error, as it should be.
  constexpr std::array<int, 3> kModes = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) == -1) {
      [[maybe_unused]] const int opened = ::open("/dev/null", kModes[static_cast<std::size_t>(fd)]);
    }
  }
}

}  // namespace fuyuan
