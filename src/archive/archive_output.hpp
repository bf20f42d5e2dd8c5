#pragma once

#include <memory>
#include <string_view>

#include "archive/archive_writer.hpp"
#include "archive/digest.hpp"
#include "archive/document_run.hpp"
#include "archive/gzip_header.hpp"
#include "archive/spool.hpp"

namespace fuyuan {

/// An archive on its way out. Where the input can be read twice and nothing in it changed, the
/// input's own bytes go out; else what was written anew.
class ArchiveOutput {
 public:
  /// `head`: how the input begins. After the reader's first entry. Throws IoError.
  ArchiveOutput(const ArchiveReader& like, std::string_view head, ByteSink& out);

  ArchiveWriter& writer() { return writer_; }
  void note_change() { is_changed_ = true; }
  /// After the last entry.
  void finish();

 private:
  void copy_original();

  ByteSink& out_;
  Descriptor original_;
  bool is_zip_;
  Spool packed_;
  GzipHeaderSink sink_;
  ArchiveWriter writer_;
  bool is_changed_ = false;
};

/// Passes on what it reads and takes its digest.
class DigestingSource final : public ByteSource {
 public:
  explicit DigestingSource(ByteSource& source) : source_(source) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t got = source_.read(buffer, size);
    digest_.write({buffer, got});
    return got;
  }
  /// Of all that was read, once.
  std::string finish() { return digest_.finish(); }

 private:
  ByteSource& source_;
  Digest digest_ = Digest::sha1();
};

/// Passes on what is written and takes its digest.
class DigestingSink final : public ByteSink {
 public:
  explicit DigestingSink(ByteSink& sink) : sink_(sink) {}

  void write(std::string_view bytes) override {
    digest_.write(bytes);
    sink_.write(bytes);
  }
  /// Of all that was written, once.
  std::string finish() { return digest_.finish(); }

 private:
  ByteSink& sink_;
  Digest digest_ = Digest::sha1();
};

}  // namespace fuyuan
