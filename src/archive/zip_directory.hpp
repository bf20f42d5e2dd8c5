#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// What a zip's table of contents says of one entry.
struct ZipRecord {
  std::string bytes;  ///< as it is written, but for the comment at its end
  std::string comment;
  std::uint64_t entry = 0;  ///< where the entry itself is: entries lie in this order
  bool is_utf8 = false;     ///< says that name and comment are
};

/// The table of contents at the end of a zip (APPNOTE.TXT, 4.3.12 to 4.3.16), with the comments
/// that libarchive neither reads nor writes.
class ZipDirectory {
 public:
  /// Reads up to so many bytes from there on, as `pread` does; 0 at the end. May throw IoError.
  using ReadAt = std::function<std::size_t(std::uint64_t offset, char* buffer, std::size_t most)>;

  /// Of a zip of `size` bytes; nothing where there is no table that makes sense.
  static std::optional<ZipDirectory> read(const ReadAt& read_at, std::uint64_t size);
  /// The same of an open file. Throws IoError where it cannot be read.
  static std::optional<ZipDirectory> read(int descriptor);

  /// Where it begins.
  std::uint64_t begin() const { return begin_; }
  /// In the order of the entries.
  std::vector<ZipRecord>& records() { return records_; }
  const std::string& comment() const { return comment_; }
  void set_comment(std::string comment) { comment_ = std::move(comment); }
  bool has_comments() const;

  /// The table with its comments, the zip's end and all. Throws IoError where it is too long.
  std::string write() const;

 private:
  bool find_end(const ReadAt& read_at, std::uint64_t size);
  bool read_records(std::string_view table);

  std::uint64_t begin_ = 0;
  std::uint64_t size_ = 0;  ///< of the records as they were read, comments and all
  std::vector<ZipRecord> records_;
  std::string end_;  ///< what follows them, but for the comment at the very end
  std::string comment_;
};

}  // namespace fuyuan
