#include "cli/source_lines.hpp"

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

void SourceLines::advance_to(std::size_t offset) {
  while (true) {
    const std::size_t end = text_.find('\n', begin_);
    if (end == std::string_view::npos || end >= offset) return;
    is_next_ignored_ = has_comment(line(), "fuyuan:ignore-next-line");
    begin_ = end + 1;
    ++number_;
  }
}

std::size_t SourceLines::column(std::size_t offset) const {
  return to_utf32(text_.substr(begin_, offset - begin_)).size() + 1;
}

bool SourceLines::is_ignored() const {
  return is_next_ignored_ || has_comment(line(), "fuyuan:ignore");
}

std::string_view SourceLines::line() const {
  return text_.substr(begin_, text_.find('\n', begin_) - begin_);
}

}  // namespace fuyuan::cli
