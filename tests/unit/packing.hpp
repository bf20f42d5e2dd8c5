#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

#include "archive/name_locale.hpp"

namespace fuyuan::testing {

/// An entry to put into an archive, or one that was found in it.
struct Packed {
  std::string name;
  std::string bytes = {};
  unsigned type = AE_IFREG;
  std::string link = {};  ///< a symbolic link's target or, for a regular file, a hard link's
  unsigned mode = 0644;
  std::int64_t time = 1'300'000'000;
  long nanoseconds = 0;
};

enum class Container { tar, pax, gnu_tar, zip, zip_stored, seven_zip, raw };

inline la_ssize_t append_to_string(struct archive*, void* out, const void* bytes,
                                   std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

/// An archive by libarchive's own hands; `filter` as "gzip", "zstd"; names go in as they are.
inline std::string pack(const std::vector<Packed>& entries, Container container,
                        const std::string& filter = "") {
  struct archive* out = archive_write_new();
  switch (container) {
    case Container::tar:
      archive_write_set_format_pax_restricted(out);
      break;
    case Container::pax:
      archive_write_set_format_pax(out);
      break;
    case Container::gnu_tar:
      archive_write_set_format_gnutar(out);
      break;
    case Container::zip:
      archive_write_set_format_zip(out);
      break;
    case Container::zip_stored:
      archive_write_set_format_zip(out);
      archive_write_zip_set_compression_store(out);
      break;
    case Container::seven_zip:
      archive_write_set_format_7zip(out);
      break;
    case Container::raw:
      archive_write_set_format_raw(out);
      break;
  }
  if (!filter.empty()) archive_write_add_filter_by_name(out, filter.c_str());
  archive_write_set_bytes_in_last_block(out, 1);
  std::string bytes = {};
  archive_write_open(out, &bytes, nullptr, append_to_string, nullptr);
  for (const Packed& one : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, one.name.c_str());
    archive_entry_set_filetype(entry, one.type);
    archive_entry_set_perm(entry, one.mode);
    archive_entry_set_mtime(entry, one.time, one.nanoseconds);
    archive_entry_set_uid(entry, 1234);
    archive_entry_set_size(entry, static_cast<la_int64_t>(one.bytes.size()));
    if (!one.link.empty()) {
      if (one.type == AE_IFLNK) archive_entry_set_symlink(entry, one.link.c_str());
      if (one.type == AE_IFREG) archive_entry_set_hardlink(entry, one.link.c_str());
    }
    archive_write_header(out, entry);
    archive_write_data(out, one.bytes.data(), one.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return bytes;
}

/// What is in an archive, by libarchive's own hands.
inline std::vector<Packed> unpack(const std::string& bytes) {
  const NameLocale locale(NameLocale::Names::utf8);
  struct archive* in = archive_read_new();
  archive_read_support_filter_all(in);
  archive_read_support_format_tar(in);
  archive_read_support_format_zip(in);
  archive_read_support_format_7zip(in);
  archive_read_support_format_raw(in);
  std::vector<Packed> entries;
  if (archive_read_open_memory(in, bytes.data(), bytes.size()) == ARCHIVE_OK) {
    archive_entry* entry = nullptr;
    for (int code = archive_read_next_header(in, &entry);
         code == ARCHIVE_OK || code == ARCHIVE_WARN; code = archive_read_next_header(in, &entry)) {
      const char* utf8 = archive_entry_pathname_utf8(entry);
      const char* name = utf8 != nullptr ? utf8 : archive_entry_pathname(entry);
      Packed one;
      one.name = name == nullptr ? "" : name;
      one.type = archive_entry_filetype(entry);
      one.mode = archive_entry_perm(entry);
      one.time = archive_entry_mtime(entry);
      one.nanoseconds = archive_entry_mtime_nsec(entry);
      if (const char* link = archive_entry_symlink(entry)) one.link = link;
      if (const char* link = archive_entry_hardlink(entry)) one.link = link;
      std::string piece(65536, '\0');
      la_ssize_t got = 0;
      while ((got = archive_read_data(in, piece.data(), piece.size())) > 0) {
        one.bytes.append(piece, 0, static_cast<std::size_t>(got));
      }
      entries.push_back(std::move(one));
    }
  }
  archive_read_free(in);
  return entries;
}

}  // namespace fuyuan::testing
