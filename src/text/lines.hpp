#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace fuyuan {

/// The lines of a text, one after the other: `for (const Lines::Line& line : Lines(text))`. An LF
/// ends a line and is no part of it, a CR before it is. Behind the last LF there is no line unless
/// it has something in it.
class Lines {
 public:
  struct Line {
    std::size_t begin = 0;   ///< in the text
    std::size_t end = 0;     ///< where its LF is, or the end of the text
    std::size_t number = 0;  ///< from 1
    std::string_view bytes;
  };

  class Iterator {
   public:
    Iterator(std::string_view text, std::size_t begin) : text_(text) { read(begin); }

    const Line& operator*() const { return line_; }
    Iterator& operator++() {
      read(line_.end + 1);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return line_.begin != other.line_.begin; }

   private:
    void read(std::size_t begin) {
      line_.begin = std::min(begin, text_.size());
      line_.end = std::min(text_.find('\n', line_.begin), text_.size());
      ++line_.number;
      line_.bytes = text_.substr(line_.begin, line_.end - line_.begin);
    }

    std::string_view text_;
    Line line_;
  };

  explicit Lines(std::string_view text) : text_(text) {}

  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

}  // namespace fuyuan
