#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan {

/// What the first member of a gzip file says of what is in it, written again: its time, its name
/// and its comment. Empty where `head` is no gzip, or is cut short.
std::string read_gzip_header(std::string_view head);

/// Puts that in the place of the bare header that libarchive writes.
class GzipHeaderSink final : public ByteSink {
 public:
  /// `header` empty: passes on everything as it is.
  GzipHeaderSink(std::string header, ByteSink& out) : header_(std::move(header)), out_(out) {}

  void write(std::string_view bytes) override;

 private:
  std::string header_;
  ByteSink& out_;
  std::size_t passed_ = 0;  ///< of the bare header
};

}  // namespace fuyuan
