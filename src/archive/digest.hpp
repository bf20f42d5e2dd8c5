#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan {

/// Computes a digest as WARC writes them, `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`: by the algorithm
/// and in the spelling of one that is there already.
class Digest final : public ByteSink {
 public:
  /// Nothing where the algorithm or the spelling is not known. Known: md5, sha1, sha256, sha384 and
  /// sha512; base32 with or without padding, hexadecimal, base64.
  static std::optional<Digest> like(std::string_view written);

  /// SHA-1 in base32, what WARC writers mostly use.
  static Digest sha1();

  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest() override;

  void write(std::string_view bytes) override;
  /// The digest of all that was written, once.
  std::string finish();

 private:
  struct State;
  explicit Digest(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace fuyuan
