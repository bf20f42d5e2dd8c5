#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

#include "archive/digest.hpp"
#include "archive/header_block.hpp"

namespace fuyuan::testing {

/// `bytes` as one gzip member, by zlib's own hands.
inline std::string gzip(std::string_view bytes, int level = 6) {
  z_stream stream{};
  deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

/// Unpacks the gzip member that `bytes` begin with and takes it away.
inline std::string take_member(std::string_view& bytes) {
  z_stream stream{};
  inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int code = Z_OK;
  while (code == Z_OK) {
    std::string piece(65536, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, 0, piece.size() - stream.avail_out);
  }
  bytes.remove_prefix(bytes.size() - stream.avail_in);
  inflateEnd(&stream);
  return code == Z_STREAM_END ? out : "damaged gzip";
}

inline std::string sha1_of(std::string_view bytes) {
  Digest digest = Digest::sha1();
  digest.write(bytes);
  return digest.finish();
}

/// A record as a crawler writes it. `head_size`: how much of the block is no payload.
inline std::string warc_record(std::string_view type, std::string_view content_type,
                               std::string_view block, std::size_t head_size = 0,
                               std::string_view version = "WARC/1.0") {
  return fmt::format(
      "{}\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 2011-05-04T03:02:01Z\r\n"
      "WARC-Target-URI: http://example.com/{}\r\nContent-Type: {}\r\nWARC-Block-Digest: {}\r\n"
      "WARC-Payload-Digest: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      version, type, block.size(), type, content_type, sha1_of(block),
      sha1_of(block.substr(head_size)), block.size(), block);
}

inline std::string http_record(std::string_view http, std::string_view payload) {
  return warc_record("response", "application/http; msgtype=response",
                     std::string(http) + std::string(payload), http.size());
}

/// A record taken apart.
struct ParsedRecord {
  HeaderBlock header;
  std::string block;

  std::string value(std::string_view name) const { return header.find(name).value_or("absent"); }
};

/// Takes the record that `bytes` begin with; believes its length.
inline ParsedRecord take_record(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n") + 4;
  ParsedRecord record{HeaderBlock(bytes.substr(0, end)), {}};
  const auto length = std::stoul(record.value("Content-Length"));
  record.block = bytes.substr(end, length);
  bytes.remove_prefix(std::min(bytes.size(), end + length + 4));
  return record;
}

}  // namespace fuyuan::testing
