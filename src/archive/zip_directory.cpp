#include "archive/zip_directory.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "archive/byte_stream.hpp"
#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kRecordMagic = "PK\1\2"sv;
constexpr std::string_view kEndMagic = file_magic::kZipEnd;
constexpr std::string_view kEnd64Magic = "PK\6\6"sv;
constexpr std::string_view kLocatorMagic = "PK\6\7"sv;
constexpr std::size_t kRecord = 46;  ///< bytes, before the name
constexpr std::size_t kEnd = 22;     ///< before the comment
constexpr std::size_t kLocator = 20;
constexpr std::size_t kEnd64 = 56;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint64_t kInZip64 = 0xFFFFFFFF;  ///< stands for a number that is elsewhere
constexpr unsigned kUtf8Flag = 1U << 11U;
constexpr std::uint64_t kLongestTable = std::uint64_t{1} << 30;

/// Little-endian; 0 beyond the end.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  if (at + length > bytes.size()) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = length; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

void set_number(std::string& bytes, std::size_t at, std::size_t length, std::uint64_t value) {
  for (std::size_t i = 0; i < length; ++i, value >>= 8U) {
    bytes[at + i] = static_cast<char>(value & 0xFFU);
  }
}

std::string read_piece(const ZipDirectory::ReadAt& read_at, std::uint64_t offset,
                       std::uint64_t size) {
  std::string out(static_cast<std::size_t>(size), '\0');
  std::size_t filled = 0;
  while (filled < out.size()) {
    const std::size_t got = read_at(offset + filled, out.data() + filled, out.size() - filled);
    if (got == 0) break;
    filled += got;
  }
  out.resize(filled);
  return out;
}

/// Where the entry of a record is, which may stand in the extra field of zip64.
std::uint64_t find_entry(std::string_view record, std::string_view extra) {
  const std::uint64_t entry = number_at(record, 42, 4);
  if (entry != kInZip64) return entry;
  while (extra.size() >= 4) {
    const std::uint64_t kind = number_at(extra, 0, 2);
    const std::uint64_t length = number_at(extra, 2, 2);
    if (kind == 1) {
      std::size_t at = 4;
      for (const std::size_t size : {24, 20}) at += number_at(record, size, 4) == kInZip64 ? 8 : 0;
      return number_at(extra, at, 8);
    }
    extra.remove_prefix(std::min<std::size_t>(extra.size(), 4 + length));
  }
  return entry;
}

}  // namespace

std::optional<ZipDirectory> ZipDirectory::read(const ReadAt& read_at, std::uint64_t size) {
  ZipDirectory directory;
  if (!directory.find_end(read_at, size)) return std::nullopt;
  if (!directory.read_records(read_piece(read_at, directory.begin_, directory.size_))) {
    return std::nullopt;
  }
  return directory;
}

std::optional<ZipDirectory> ZipDirectory::read(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) throw IoError(error_text(errno));
  const auto read_file = [descriptor](std::uint64_t offset, char* buffer, std::size_t most) {
    const std::ptrdiff_t got = read_at(descriptor, offset, buffer, most);
    if (got < 0) throw IoError(error_text(errno));
    return static_cast<std::size_t>(got);
  };
  return read(read_file, static_cast<std::uint64_t>(status.st_size));
}

/// The last thing in the zip says where the table is; what is in front of a zip may have moved it.
bool ZipDirectory::find_end(const ReadAt& read_at, std::uint64_t size) {
  const std::uint64_t looked_at =
      std::min<std::uint64_t>(size, kEnd + kLongestComment + kLocator + kEnd64);
  const std::string tail = read_piece(read_at, size - looked_at, looked_at);
  std::size_t at = tail.rfind(kEndMagic);
  const auto is_end = [&] {
    return at + kEnd <= tail.size() && at + kEnd + number_at(tail, at + 20, 2) <= tail.size();
  };
  while (at != std::string::npos && !is_end()) {
    at = at == 0 ? std::string::npos : tail.rfind(kEndMagic, at - 1);
  }
  if (at == std::string::npos) return false;
  comment_ = tail.substr(at + kEnd, static_cast<std::size_t>(number_at(tail, at + 20, 2)));
  std::size_t table_end = at;
  size_ = number_at(tail, at + 12, 4);
  const bool has_locator =
      at >= kLocator + kEnd64 && tail.compare(at - kLocator, 4, kLocatorMagic) == 0;
  if (has_locator && tail.compare(at - kLocator - kEnd64, 4, kEnd64Magic) == 0) {
    table_end = at - kLocator - kEnd64;
    size_ = number_at(tail, table_end + 40, 8);
  }
  const std::uint64_t end = size - looked_at + table_end;
  if (size_ > end || size_ > kLongestTable) return false;
  begin_ = end - size_;
  end_ = tail.substr(table_end, at + kEnd - table_end);
  return true;
}

bool ZipDirectory::read_records(std::string_view table) {
  if (table.size() != size_) return false;
  while (!table.empty()) {
    if (!table.starts_with(kRecordMagic) || table.size() < kRecord) return false;
    const std::size_t name = number_at(table, 28, 2);
    const std::size_t extra = number_at(table, 30, 2);
    const std::size_t comment = number_at(table, 32, 2);
    const std::size_t length = kRecord + name + extra;
    if (length + comment > table.size()) return false;
    ZipRecord record;
    record.bytes = table.substr(0, length);
    record.comment = table.substr(length, comment);
    record.entry = find_entry(table, table.substr(kRecord + name, extra));
    record.is_utf8 = (number_at(table, 8, 2) & kUtf8Flag) != 0;
    records_.push_back(std::move(record));
    table.remove_prefix(length + comment);
  }
  std::stable_sort(records_.begin(), records_.end(),
                   [](const ZipRecord& a, const ZipRecord& b) { return a.entry < b.entry; });
  return true;
}

bool ZipDirectory::has_comments() const {
  return !comment_.empty() || std::any_of(records_.begin(), records_.end(),
                                          [](const auto& one) { return !one.comment.empty(); });
}

std::string ZipDirectory::write() const {
  std::string out;
  for (const ZipRecord& record : records_) {
    const std::size_t begin = out.size();
    out += record.bytes;
    set_number(out, begin + 32, 2, record.comment.size());
    out += record.comment;
  }
  const std::uint64_t size = out.size();
  std::string end = end_;
  const std::size_t last = end.size() - kEnd;
  if (last > 0) {
    set_number(end, 40, 8, size);
    set_number(end, kEnd64 + 8, 8, begin_ + size);
  }
  if (number_at(end, last + 12, 4) != kInZip64) {
    if (size >= kInZip64) throw IoError("the comments of the zip are too long");
    set_number(end, last + 12, 4, size);
  }
  set_number(end, last + 20, 2, comment_.size());
  return out + end + comment_;
}

}  // namespace fuyuan
