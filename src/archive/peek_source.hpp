#pragma once

#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan {

/// A source whose next bytes can be looked at before they are read.
class PeekSource final : public ByteSource {
 public:
  explicit PeekSource(ByteSource& source);

  /// The next `size` bytes, fewer at the end of the source. Good until the next call. May wait.
  std::string_view peek(std::size_t size);

  std::size_t read(char* buffer, std::size_t size) override;
  bool would_wait() override { return held_.empty() && source_.would_wait(); }
  /// The file below, put back to its beginning, for those who must jump about in it; -1 if it is
  /// none that allows that, or was not at its beginning to start with. What was peeked at is
  /// forgotten: read on through the descriptor only.
  int rewound_descriptor();

 private:
  ByteSource& source_;
  std::string held_;
  bool began_at_zero_;
};

}  // namespace fuyuan
