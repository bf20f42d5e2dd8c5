#include "cli/source_lines.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

/// The whole word: `fuyuan:ignored` is none.
bool has_comment(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != std::string_view::npos;
       at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if (end == line.size()) return true;
    const auto next = static_cast<unsigned char>(line[end]);
    if (!is_letter(next) && !is_digit(next) && next != '-' && next != '_') return true;
  }
  return false;
}

}  // namespace

void SourceLines::read_line(std::size_t begin) {
  begin_ = counted_ = begin;
  end_ = std::min(text_.find('\n', begin), text_.size());
  column_ = 1;
  is_ignored_.reset();
}

void SourceLines::advance_to(std::size_t offset) {
  while (end_ < text_.size() && end_ < offset) {
    is_next_ignored_ = has_comment(line(), "fuyuan:ignore-next-line");
    read_line(end_ + 1);
    ++number_;
  }
}

std::size_t SourceLines::column(std::size_t offset) {
  if (offset < counted_) {
    counted_ = begin_;
    column_ = 1;
  }
  column_ += to_utf32(text_.substr(counted_, offset - counted_)).size();
  counted_ = offset;
  return column_;
}

bool SourceLines::is_ignored() {
  if (!is_ignored_) is_ignored_ = is_next_ignored_ || has_comment(line(), "fuyuan:ignore");
  return *is_ignored_;
}

}  // namespace fuyuan::cli
