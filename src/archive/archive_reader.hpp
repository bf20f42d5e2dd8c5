#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

#include "archive/document_run.hpp"
#include "archive/peek_source.hpp"
#include "archive/unpack_guard.hpp"

namespace fuyuan {

struct ArchiveEntryDeleter {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using ArchiveEntryPointer = std::unique_ptr<archive_entry, ArchiveEntryDeleter>;

/// Reads a packed file (gzip, zstd, xz, bzip2) or an archive (tar, zip, 7z), and stops where it
/// would unpack to more than the limits allow. As a source it gives the bytes of the entry.
class ArchiveReader final : public ByteSource {
 public:
  /// `in` stays in use. Throws IoError.
  ArchiveReader(PeekSource& in, const FormatOptions& limits);
  ~ArchiveReader() override;

  /// The next entry, good until the next call; null at the end. Throws IoError.
  archive_entry* next();
  /// Some of the entry's bytes.
  std::size_t read(char* buffer, std::size_t size) override;

  /// The file that the archive is in, or -1: not what `descriptor` says of an entry.
  int archive_file() const { return descriptor_; }

  // After the first `next`:
  /// A packed file with nothing but bytes in it.
  bool is_single_file() const;
  /// The entry is not compressed inside the archive.
  bool is_stored() const;
  int format_code() const { return archive_format(handle_); }
  /// The filters' codes, the outermost last.
  std::vector<int> filter_codes() const;

 private:
  /// What is left of the entry.
  void skip_rest();
  [[noreturn]] void fail() const;
  /// Of the last call that failed: `what` it came to, why, and where.
  std::string describe_error(std::string_view what) const;

  PeekSource& in_;
  int descriptor_ = -1;
  bool has_entry_ = false;
  UnpackGuard guard_;
  struct archive* handle_;
  std::string buffer_;
  std::exception_ptr read_error_;  ///< what `in` threw
};

}  // namespace fuyuan
