#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan {

/// Keeps what is written until its size is known: small things in memory, the rest in a temporary
/// file without a name.
class Spool final : public ByteSink {
 public:
  void write(std::string_view bytes) override;

  std::uint64_t size() const { return size_; }
  /// Calls `take` with all that was written, piece by piece. Throws IoError.
  void replay(const std::function<void(std::string_view)>& take);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string memory_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t size_ = 0;
};

}  // namespace fuyuan
