#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan::cli {

/// Places in a text as people name them, and what its lines say about being passed over. Goes
/// forward only.
class SourceLines {
 public:
  explicit SourceLines(std::string_view text) : text_(text) {}

  /// Goes to the line that `offset` is in, which must not lie before the last one.
  void advance_to(std::size_t offset);

  /// From 1.
  std::size_t number() const { return number_; }
  /// Of an offset in this line: in characters from 1; each byte that is not UTF-8 counts as one.
  std::size_t column(std::size_t offset) const;
  /// Whether this line says `fuyuan:ignore`, or the one before `fuyuan:ignore-next-line`.
  bool is_ignored() const;

 private:
  std::string_view line() const;

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t number_ = 1;
  bool is_next_ignored_ = false;
};

}  // namespace fuyuan::cli
