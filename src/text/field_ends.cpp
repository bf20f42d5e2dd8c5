#include "text/field_ends.hpp"

#include <algorithm>

#include "text/ascii_syntax.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kSeparators = U",\t|";
constexpr std::size_t kLongLine = 4000;  ///< bytes: each mark looks at all of its line

/// `p>`, `span>`: the end of a closing tag.
bool is_rest_of_closing_tag(std::u32string_view text) {
  const std::size_t end = static_cast<std::size_t>(
      std::find_if_not(text.begin(), text.end(),
                       [](char32_t cp) { return is_letter(cp) || is_digit(cp); }) -
      text.begin());
  return end > 0 && is_letter(text[0]) && end < text.size() && text[end] == U'>';
}

bool is_closing_tag(std::u32string_view text) {
  return text.starts_with(U"</") && is_rest_of_closing_tag(text.substr(2));
}

/// Whether the quotation mark at `at` closes what another one opened, as those of attributes and
/// data do.
bool is_closing_quote(std::u32string_view line, std::size_t at) {
  constexpr std::u32string_view kBehind = U",:;)]}>/ \t\r";
  const char32_t quote = line[at];
  if (quote != U'"' && quote != U'\'') return false;
  if (AsciiSyntax::lacks_percent(line, line.substr(at))) return false;
  const auto end = line.begin() + static_cast<std::ptrdiff_t>(at);
  return std::count(line.begin(), end, quote) % 2 != 0 &&
         std::count(end, line.end(), quote) % 2 != 0 &&
         (at + 1 == line.size() || kBehind.find(line[at + 1]) != std::u32string_view::npos);
}

/// Whether blanks stand beside the separator: one of those may have been taken.
bool is_padded(std::u32string_view line, char32_t separator) {
  return line.find(std::u32string{U' ', separator}) != std::u32string_view::npos ||
         line.find(std::u32string{separator, U' '}) != std::u32string_view::npos;
}

/// Whether the separator at `at` is one of a row that has all of them.
bool is_of_full_row(std::u32string_view line, std::size_t at, const RowShape& rows) {
  return kSeparators.find(line[at]) != std::u32string_view::npos && !is_padded(line, line[at]) &&
         rows.is_full(line, line[at]);
}

bool is_whole(std::u32string_view line, std::size_t at, const RowShape& rows) {
  if (at >= line.size() || line[at] >= 0x80 || line.size() > kLongLine) return false;
  return is_closing_tag(line.substr(at)) || is_closing_quote(line, at) ||
         is_of_full_row(line, at, rows);
}

/// Whether the line has something that was closed without its first character, or is not closed.
bool is_torn(std::u32string_view line, std::size_t at, const RowShape& rows) {
  return (at < line.size() && line[at] == U'/' && is_rest_of_closing_tag(line.substr(at + 1))) ||
         std::count(line.begin(), line.end(), U'"') % 2 != 0 || rows.missing(line) != 0;
}

}  // namespace

void FieldEnds::learn(std::string_view text, const RowShape& rows) {
  are_whole_ = false;
  for (const Lines::Line& line : Lines(text)) {
    if (line.bytes.size() > kLongLine ||
        (line.bytes.find('?') == std::string_view::npos &&
         line.bytes.find(kUtf8Replacement) == std::string_view::npos)) {
      continue;
    }
    const std::u32string symbols = to_utf32(line.bytes);
    for (std::size_t at = 1; at < symbols.size(); ++at) {
      if (!is_mark(symbols[at]) || symbols[at - 1] < 0x80) continue;
      if (is_torn(symbols, at + 1, rows)) {
        are_whole_ = false;
        return;
      }
      are_whole_ |= is_whole(symbols, at + 1, rows);
    }
  }
}

bool FieldEnds::ends_at(std::u32string_view line, std::size_t at, const RowShape& rows) const {
  return are_whole_ && is_whole(line, at, rows);
}

}  // namespace fuyuan
