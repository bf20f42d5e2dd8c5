#include "archive/archive_output.hpp"

#include <fcntl.h>

#include <cerrno>
#include <string>

#include "archive/zip_comments.hpp"
#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

/// The input is closed by others, perhaps before we are finished.
Descriptor duplicate(int descriptor) {
  if (descriptor < 0) return {};
  return Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
}

}  // namespace

ArchiveOutput::ArchiveOutput(const ArchiveReader& like, std::string_view head, ByteSink& out)
    : out_(out),
      original_(duplicate(like.archive_file())),
      is_zip_(head.starts_with(file_magic::kAnyZip)),
      sink_(read_gzip_header(head), original_.is_open() ? static_cast<ByteSink&>(packed_) : out),
      writer_(like, sink_) {}

void ArchiveOutput::finish() {
  writer_.close();
  if (!original_.is_open()) return;
  if (!is_changed_) {
    copy_original();
  } else if (is_zip_) {
    write_with_comments(original_.get(), packed_, out_);
  } else {
    packed_.replay([this](std::string_view bytes) { out_.write(bytes); });
  }
}

void ArchiveOutput::copy_original() {
  std::string piece(kPiece, '\0');
  std::uint64_t offset = 0;
  while (true) {
    const std::ptrdiff_t got = read_at(original_.get(), offset, piece.data(), piece.size());
    if (got < 0) throw IoError(error_text(errno));
    if (got == 0) return;
    out_.write(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
    offset += static_cast<std::uint64_t>(got);
  }
}

}  // namespace fuyuan
