#include "restore/verdict/code_strings.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

bool is_of_name(char32_t cp) {
  return is_letter(cp) || is_digit(cp) || cp == U'_' || cp == U'-' || cp == U':' || cp == U'.';
}

std::u32string_view trim_end(std::u32string_view text) {
  return text.substr(0, text.find_last_not_of(U" \t") + 1);
}

std::u32string_view trim_begin(std::u32string_view text) {
  return text.substr(std::min(text.find_first_not_of(U" \t\r"), text.size()));
}

/// The text without the name that it ends in; all of it where it ends in none.
std::u32string_view without_name(std::u32string_view text) {
  while (!text.empty() && is_of_name(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether an attribute's value stands between such texts: a tag is open, and goes on.
bool is_attribute(std::u32string_view before, std::u32string_view behind) {
  if (!before.ends_with(U'=')) return false;
  before.remove_suffix(1);
  const std::u32string_view tag = without_name(before);
  if (tag.size() == before.size() || !tag.ends_with(U' ')) return false;
  const std::size_t open = tag.find_last_of(U"<>");
  const bool is_in_tag = open != std::u32string_view::npos && tag[open] == U'<' &&
                         open + 1 < tag.size() && is_letter(tag[open + 1]);
  return is_in_tag && (behind.empty() || behind.find_first_of(U" />\r") == 0);
}

/// Whether a string of code does: nothing but code stands before it, which assigns it or hands it
/// over, and what is behind it ends the statement.
bool is_literal(std::u32string_view before, std::u32string_view behind) {
  if (std::any_of(before.begin(), before.end(), [](char32_t cp) { return cp >= 0x80; }))
    return false;
  before = trim_end(before);
  if (before.empty()) return false;
  const char32_t last = before.back();
  before = trim_end(before.substr(0, before.size() - 1));
  if ((last != U'=' && last != U'(') || before.empty() || !is_of_name(before.back())) return false;
  const std::size_t end = behind.find_first_not_of(last == U'(' ? U");" : U";");
  const std::u32string_view rest = trim_begin(behind.substr(std::min(end, behind.size())));
  const bool is_ended = end > 0 || (last == U'=' && behind.empty());
  return is_ended && (rest.empty() || rest.starts_with(U"//") || rest.starts_with(U"/*") ||
                      rest.starts_with(U'#'));
}

}  // namespace

bool is_string_of_code(std::u32string_view line, const LineSpan& span) {
  constexpr std::u32string_view kQuotes = U"\"'";
  if (span.begin == 0 || span.end >= line.size()) return false;
  const Symbol quote = line[span.begin - 1];
  if (kQuotes.find(quote) == std::u32string_view::npos || line[span.end] != quote) return false;
  const std::u32string_view before = line.substr(0, span.begin - 1);
  const std::u32string_view behind = line.substr(span.end + 1);
  return is_attribute(before, behind) || is_literal(before, behind);
}

}  // namespace fuyuan
