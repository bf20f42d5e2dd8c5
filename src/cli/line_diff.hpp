#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "archive/byte_stream.hpp"
#include "cli/console.hpp"

namespace fuyuan::cli {

/// A unified diff, as `patch` reads it, of what is read from a source and what is written in here.
/// Both go by line by line: memory stays bounded however long they are, and the diff is always
/// right, if not always the shortest. Writes nothing where there is no difference.
class LineDiff final : public ByteSink {
 public:
  /// `before` and `out` stay in use. `name`: of the text, without leading slash.
  LineDiff(ByteSource& before, std::string name, ByteSink& out, const Palette& palette)
      : before_(before), name_(std::move(name)), out_(out), palette_(palette) {}

  /// Throws IoError, also for a line that is too long.
  void write(std::string_view bytes) override;
  /// All has been written.
  void finish();

 private:
  struct Line {
    std::string text;  ///< with its line end, if it has one
    std::size_t hash;
  };
  struct HunkLine {
    char kind;  ///< ' ', '-' or '+'
    std::string text;
  };

  /// How many lines go by on either side before both are the same again.
  struct Gap {
    std::size_t removed;
    std::size_t added;
  };

  static void cut_lines(std::string& held, bool is_last, std::deque<Line>& lines);
  void read_ahead();
  void advance(bool is_last);
  Gap find_gap() const;
  void take_equal();
  void take_gap(const Gap& gap);
  void put_changes();
  void open_hunk();
  void close_hunk();
  void write_hunk_line(const HunkLine& line);

  ByteSource& before_;
  std::string name_;
  ByteSink& out_;
  Palette palette_;

  std::string before_held_;  ///< the beginning of a line
  std::string after_held_;
  std::deque<Line> before_lines_;
  std::deque<Line> after_lines_;
  bool before_ended_ = false;

  std::deque<std::string> context_;  ///< the last lines that are the same, outside of a hunk
  std::vector<std::string> removed_;
  std::vector<std::string> added_;
  std::vector<HunkLine> hunk_;
  std::size_t hunk_bytes_ = 0;
  std::size_t trailing_ = 0;     ///< lines at the hunk's end that are the same
  std::size_t before_line_ = 0;  ///< lines that went by
  std::size_t after_line_ = 0;
  std::size_t hunk_before_ = 0;  ///< lines before the hunk
  std::size_t hunk_after_ = 0;
  bool has_header_ = false;
  bool is_binary_ = false;
};

}  // namespace fuyuan::cli
