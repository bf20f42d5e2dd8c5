#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "archive/inflater.hpp"
#include "archive/peek_source.hpp"
#include "archive/spool.hpp"

namespace fuyuan {

/// The bytes of a WARC file, unpacked where it is gzip, record by record as its reader says; and
/// what each record was in the file. Throws IoError with the offset in the file.
class WarcSource final : public ByteSource {
 public:
  WarcSource(PeekSource& in, const FormatOptions& limits);

  /// What a record was made of.
  struct Kept {
    std::shared_ptr<const Spool> written;  ///< the bytes in the file; null: it shares a gzip member
    std::shared_ptr<const Spool> unpacked;  ///< the same unpacked
  };

  bool is_packed() const { return is_packed_; }
  /// Before the first byte of a record. False at the end of the file.
  bool begin_record();
  /// Where in the file the record, or its gzip member, begins.
  std::uint64_t offset() const { return begin_; }
  std::size_t read(char* buffer, std::size_t size) override;
  /// Up to and with the next line feed, at most `most` bytes, fewer at the end of the file.
  std::string read_line(std::size_t most);
  /// Takes `line_end` if that is what comes next in the file or gzip member. `is_end`: nothing
  /// comes.
  bool skip_line_end(std::string_view line_end, bool& is_end);
  /// After the last byte of a record.
  Kept end_record();

 private:
  bool is_member_open() const { return is_packed_ && is_open_ && !inflater_.is_finished(); }
  /// Unread bytes of the file or the member, more of them if there are none; empty at its end.
  std::string_view window();
  bool open_member();
  bool read_packed();
  bool unpack_more();
  void take(std::size_t size);

  PeekSource& in_;
  bool is_packed_;
  Inflater inflater_{Inflater::Wrapping::gzip};
  UnpackGuard guard_;
  std::string chunk_;           ///< of the file
  std::string_view packed_;     ///< the part of chunk_ that is not unpacked yet
  std::uint64_t consumed_ = 0;  ///< bytes of the file behind us
  bool is_open_ = false;        ///< a member has begun
  std::string plain_;           ///< unpacked or, in a plain file, read
  std::size_t position_ = 0;    ///< in plain_
  std::uint64_t begin_ = 0;
  bool begins_member_ = false;  ///< the record does
  std::shared_ptr<Spool> written_;
  std::shared_ptr<Spool> unpacked_;
};

/// Whether a file that begins like this is a WARC, plain or gzip.
bool is_warc(std::string_view head);

}  // namespace fuyuan
