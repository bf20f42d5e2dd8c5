#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <zlib.h>

#include "archive/byte_stream.hpp"
#include "archive/unpack_guard.hpp"

namespace fuyuan {

/// One deflated stream after another, as zlib unpacks them. Throws IoError where they are damaged.
class Inflater {
 public:
  enum class Wrapping { gzip, zlib, none };

  explicit Inflater(Wrapping wrapping);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Takes from the front of `packed` and appends up to `most` bytes to `out`.
  void unpack(std::string_view& packed, std::size_t most, std::string& out);
  /// The stream has come to its end; `restart` before the next.
  bool is_finished() const { return is_finished_; }
  void restart();

 private:
  z_stream stream_{};
  bool is_finished_ = false;
};

/// Unpacks all of `packed`: gzip in one member or several, zlib's format, or neither (which some
/// servers call "deflate"). Throws IoError, naming the offset, where it is damaged, cut short, or
/// beyond the limits.
void inflate_all(ByteSource& packed, Inflater::Wrapping wrapping, const FormatOptions& limits,
                 ByteSink& out);

/// `bytes` as one gzip member, always the same for the same bytes.
class GzipMember final : public ByteSink {
 public:
  explicit GzipMember(ByteSink& out);
  ~GzipMember() override;
  GzipMember(const GzipMember&) = delete;
  GzipMember& operator=(const GzipMember&) = delete;

  void write(std::string_view bytes) override { deflate(bytes, Z_NO_FLUSH); }
  /// Ends the member.
  void finish() { deflate({}, Z_FINISH); }

 private:
  void deflate(std::string_view bytes, int flush);

  ByteSink& out_;
  z_stream stream_{};
};

}  // namespace fuyuan
