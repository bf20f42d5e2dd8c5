#pragma once

#include <exception>
#include <string_view>

#include "archive/archive_reader.hpp"

namespace fuyuan {

/// Writes an archive or a packed file of the same kind as one that is being read. As a sink it
/// takes the bytes of the entry.
class ArchiveWriter final : public ByteSink {
 public:
  /// After the reader's first entry. Throws IoError.
  ArchiveWriter(const ArchiveReader& like, ByteSink& out);
  ~ArchiveWriter() override;

  /// In a zip, whether the next entry is stored as it is: some formats inside zip ask for that.
  void store_next(bool is_stored);
  void begin(archive_entry* entry);
  void write(std::string_view bytes) override;
  void close();

 private:
  void choose_format(const ArchiveReader& like);
  void check(la_ssize_t code) const;

  ByteSink& out_;
  struct archive* handle_;
  bool is_zip_ = false;
  std::exception_ptr error_;   ///< of `out`, on its way around C code
  bool is_abandoned_ = false;  ///< nothing more is written

  static la_ssize_t pass_on(struct archive* handle, void* self, const void* bytes,
                            std::size_t size);
};

}  // namespace fuyuan
