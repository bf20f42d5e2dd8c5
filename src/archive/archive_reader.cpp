#include "archive/archive_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <string_view>

#include <fmt/format.h>

#include "archive/name_locale.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;
struct Client {
  PeekSource* in;
  std::string* buffer;
  std::exception_ptr* error;
};

la_ssize_t read_more(struct archive* handle, void* data, const void** out) {
  const auto* client = static_cast<Client*>(data);
  try {
    const std::size_t got = client->in->read(client->buffer->data(), client->buffer->size());
    *out = client->buffer->data();
    return static_cast<la_ssize_t>(got);
  } catch (...) {  // not through C code
    *client->error = std::current_exception();
    archive_set_error(handle, EIO, "cannot be read");
    return -1;
  }
}

int close_client(struct archive*, void* data) {
  delete static_cast<Client*>(data);
  return ARCHIVE_OK;
}

}  // namespace

ArchiveReader::ArchiveReader(PeekSource& in, const FormatOptions& limits)
    : in_(in), guard_(limits), handle_(archive_read_new()), buffer_(kBuffer, '\0') {
  const NameLocale locale(NameLocale::Names::utf8);
  archive_read_support_filter_gzip(handle_);
  archive_read_support_filter_zstd(handle_);
  archive_read_support_filter_xz(handle_);
  archive_read_support_filter_bzip2(handle_);
  archive_read_support_format_tar(handle_);
  archive_read_support_format_zip(handle_);
  archive_read_support_format_7zip(handle_);
  archive_read_support_format_raw(handle_);
  archive_read_support_format_empty(handle_);
  // Zip and 7z have their table of contents at the end.
  descriptor_ = in_.rewound_descriptor();
  const int code = descriptor_ >= 0
                       ? archive_read_open_fd(handle_, descriptor_, kBuffer)
                       : archive_read_open(handle_, new Client{&in_, &buffer_, &read_error_},
                                           nullptr, read_more, close_client);
  if (code < ARCHIVE_WARN) {
    const std::string what = describe_error("cannot be unpacked");
    archive_read_free(handle_);
    if (read_error_) std::rethrow_exception(read_error_);
    throw IoError(what);
  }
}

ArchiveReader::~ArchiveReader() { archive_read_free(handle_); }

archive_entry* ArchiveReader::next() {
  if (has_entry_) skip_rest();
  const NameLocale locale(NameLocale::Names::utf8);
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(handle_, &entry);
  has_entry_ = code == ARCHIVE_OK || code == ARCHIVE_WARN;
  if (code == ARCHIVE_EOF) return nullptr;
  if (!has_entry_) fail();
  if (archive_entry_size_is_set(entry) != 0) {
    guard_.check_declared(static_cast<std::uint64_t>(archive_entry_size(entry)));
  }
  return entry;
}

void ArchiveReader::skip_rest() {
  // libarchive would do it by itself, but unpack without any limit.
  if (filter_codes().empty()) return;
  std::string nowhere(kBuffer, '\0');
  while (read(nowhere.data(), nowhere.size()) > 0) {
  }
}

std::size_t ArchiveReader::read(char* buffer, std::size_t size) {
  const la_ssize_t got = archive_read_data(handle_, buffer, size);
  if (got < 0) fail();
  // libarchive reads ahead: of the first buffer nothing is known.
  const auto packed = static_cast<std::uint64_t>(archive_filter_bytes(handle_, -1));
  guard_.add(static_cast<std::uint64_t>(got), std::max<std::uint64_t>(packed, kBuffer));
  return static_cast<std::size_t>(got);
}

bool ArchiveReader::is_single_file() const {
  return (archive_format(handle_) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_RAW;
}

bool ArchiveReader::is_stored() const {
  const char* name = archive_format_name(handle_);
  return name != nullptr && std::string_view(name).find("uncompressed") != std::string_view::npos;
}

std::vector<int> ArchiveReader::filter_codes() const {
  std::vector<int> codes;
  for (int i = 0; i < archive_filter_count(handle_); ++i) {
    const int code = archive_filter_code(handle_, i);
    if (code != ARCHIVE_FILTER_NONE) codes.push_back(code);
  }
  std::reverse(codes.begin(), codes.end());
  return codes;
}

void ArchiveReader::fail() const {
  if (read_error_) std::rethrow_exception(read_error_);
  throw IoError(describe_error("damaged archive"));
}

std::string ArchiveReader::describe_error(std::string_view what) const {
  // A packer that finds its input cut short may not say so.
  const char* why = archive_error_string(handle_);
  std::string text = fmt::format("{}: {}", what, why == nullptr ? "damaged or cut short" : why);
  const auto offset = archive_filter_bytes(handle_, -1);
  if (offset >= 0) text += fmt::format(" (offset {})", offset);
  return text;
}

}  // namespace fuyuan
