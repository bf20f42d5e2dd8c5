#include "archive/archive_writer.hpp"

#include <cerrno>

#include <fmt/format.h>

#include "archive/entry_names.hpp"
#include "archive/name_locale.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

la_ssize_t ArchiveWriter::pass_on(struct archive* handle, void* self, const void* bytes,
                                  std::size_t size) {
  auto* writer = static_cast<ArchiveWriter*>(self);
  if (writer->is_abandoned_) return -1;
  try {
    writer->out_.write({static_cast<const char*>(bytes), size});
    return static_cast<la_ssize_t>(size);
  } catch (...) {
    writer->error_ = std::current_exception();
    archive_set_error(handle, EIO, "cannot be written");
    return -1;
  }
}

ArchiveWriter::ArchiveWriter(const ArchiveReader& like, ByteSink& out)
    : out_(out), handle_(archive_write_new()) {
  const NameLocale locale(NameLocale::Names::utf8);
  try {
    choose_format(like);
    for (const int code : like.filter_codes()) {
      check(archive_write_add_filter(handle_, code));
      // The same input gives the same bytes, whenever.
      if (code == ARCHIVE_FILTER_GZIP) check(archive_write_set_options(handle_, "gzip:!timestamp"));
    }
    check(archive_write_set_bytes_in_last_block(handle_, 1));  // nothing may follow what is packed
    check(archive_write_open(handle_, this, nullptr, &ArchiveWriter::pass_on, nullptr));
  } catch (...) {
    archive_write_free(handle_);
    throw;
  }
}

void ArchiveWriter::choose_format(const ArchiveReader& like) {
  const int format = like.format_code() & ARCHIVE_FORMAT_BASE_MASK;
  is_zip_ = !like.is_single_file() && format == ARCHIVE_FORMAT_ZIP;
  if (like.is_single_file()) {
    check(archive_write_set_format_raw(handle_));
  } else if (is_zip_) {
    check(archive_write_set_format_zip(handle_));
  } else if (format == ARCHIVE_FORMAT_7ZIP) {
    check(archive_write_set_format_7zip(handle_));
  } else if (like.format_code() == ARCHIVE_FORMAT_TAR_GNUTAR) {
    check(archive_write_set_format_gnutar(handle_));
  } else {
    check(archive_write_set_format_pax(handle_));  // as ustar where that says all there is
  }
}

ArchiveWriter::~ArchiveWriter() {
  // Freeing would go on writing what is not finished. `archive_write_fail` would keep it from that,
  // and from giving back what the packers hold: megabytes each.
  is_abandoned_ = true;
  archive_write_free(handle_);
}

void ArchiveWriter::begin(archive_entry* entry) {
  // A name that is no UTF-8 is written as it is, and nothing is said of it.
  const bool is_utf8 = is_valid_utf8(entry_name(entry));
  const NameLocale locale(is_utf8 ? NameLocale::Names::utf8 : NameLocale::Names::bytes);
  check(archive_write_header(handle_, entry));
}

void ArchiveWriter::store_next(bool is_stored) {
  if (!is_zip_) return;
  if (is_stored) {
    archive_write_zip_set_compression_store(handle_);
  } else {
    archive_write_zip_set_compression_deflate(handle_);
  }
}

void ArchiveWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const la_ssize_t written = archive_write_data(handle_, bytes.data(), bytes.size());
    check(written);
    if (written == 0) throw IoError("an entry is longer than its size");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ArchiveWriter::close() {
  const NameLocale locale(NameLocale::Names::utf8);
  check(archive_write_close(handle_));
}

void ArchiveWriter::check(la_ssize_t code) const {
  if (error_) std::rethrow_exception(error_);
  if (code >= ARCHIVE_WARN) return;
  const char* what = archive_error_string(handle_);
  throw IoError(fmt::format("cannot write the archive: {}", what == nullptr ? "?" : what));
}

}  // namespace fuyuan
