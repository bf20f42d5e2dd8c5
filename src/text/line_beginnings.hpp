#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// What the lines of a document begin with: their indentation, their first word, what kinds of
/// characters. Where that stands behind the mark of a decoder, and within lines nowhere, the mark
/// took a line end along; and so it did where code goes on behind a comment.
class LineBeginnings {
 public:
  /// UTF-8 or raw bytes.
  void learn(std::string_view text);

  /// log of how much likelier a line begins with `behind` than its first two characters say.
  /// `line`: all of it, which ends with `behind`; a mark is before that.
  float weigh(std::u32string_view line, std::u32string_view behind) const;

 private:
  struct Seen {
    std::size_t begins = 0;  ///< lines
    std::size_t within = 0;  ///< them, behind what a mark may take along
  };
  using Table = std::map<std::u32string, Seen, std::less<>>;

  void learn_line(std::u32string_view line);
  void learn_gaps(std::u32string_view line);
  float weigh_indentation(std::u32string_view behind) const;
  float weigh_word(std::u32string_view behind) const;
  float weigh_number(std::u32string_view behind) const;

  Table words_;
  Table shapes_;
  struct Blanks {
    std::size_t begin = 0;     ///< lines
    std::size_t within = 0;    ///< them, behind other text
    bool is_of_lines = false;  ///< between what must have been lines of their own
  };
  std::map<std::size_t, Blanks> blanks_;  ///< by their number, if they are two or more
  std::size_t lines_ = 0;
  std::size_t numbered_ = 0;  ///< lines that begin with digits
};

}  // namespace fuyuan
