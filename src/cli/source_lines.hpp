#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace fuyuan::cli {

/// Places in a text as people name them, and what its lines say about being passed over. Goes
/// forward only.
class SourceLines {
 public:
  explicit SourceLines(std::string_view text) : text_(text) { read_line(0); }

  /// Goes to the line that `offset` is in, which must not lie before the last one.
  void advance_to(std::size_t offset);

  /// From 1.
  std::size_t number() const { return number_; }
  /// Of an offset in this line, where a character begins: in characters from 1; each byte that is
  /// not UTF-8 counts as one. Quick where it does not lie before the last one asked for.
  std::size_t column(std::size_t offset);
  /// Whether this line says `fuyuan:ignore`, or the one before `fuyuan:ignore-next-line`.
  bool is_ignored();

 private:
  std::string_view line() const { return text_.substr(begin_, end_ - begin_); }
  void read_line(std::size_t begin);

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t number_ = 1;
  bool is_next_ignored_ = false;
  std::optional<bool> is_ignored_;  ///< once it was asked for
  std::size_t counted_ = 0;         ///< the offset that `column_` is of
  std::size_t column_ = 1;
};

}  // namespace fuyuan::cli
