// Lines of escapes in a text that is not escaped otherwise.

#include <algorithm>

#include "restore/repair/escape_context.hpp"
#include "restore/repair/escape_finder.hpp"
#include "text/lines.hpp"

namespace fuyuan {
namespace {

// A line of escapes among others may be an example.
constexpr std::size_t kEscapedPerClearInLine = 3;  ///< characters for each that is not escaped
constexpr std::size_t kFirstEscape = 4;            ///< bytes before the first one

/// The cheap test, for every line of every text.
bool begins_with_escape(std::string_view line) {
  if (line.size() < EscapeFinder::kLeastByItself * 2) return false;
  return std::any_of(line.begin(), line.begin() + kFirstEscape,
                     [](char c) { return c == '&' || c == '\\' || c == '%' || c == '='; });
}

/// Whether what follows the line is an example: it ends with a colon.
bool introduces(std::string_view line) {
  const std::string_view seen = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  return seen.ends_with(':') || seen.ends_with("：");
}

/// Whether mail cut an encoded word there, maybe in the middle of a character: the next goes on
/// behind a blank.
bool is_folded(std::string_view line, std::string_view next) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  const std::size_t first = next.find_first_not_of(" \t");
  return last != std::string_view::npos && first != std::string_view::npos && first > 0 &&
         line.substr(0, last + 1).ends_with("?=") && next.substr(first).starts_with("=?");
}

}  // namespace

std::vector<Span> EscapeFinder::find_escaped_lines(std::string_view text) const {
  std::vector<Span> out;
  bool is_quoted = false;  // between fences
  std::string_view previous;
  Lines::Line unit;
  const auto look_at_unit = [&] {
    if (unit.bytes.starts_with("```")) is_quoted = !is_quoted;
    if (begins_with_escape(unit.bytes) && !is_quoted && !introduces(previous)) {
      for (Span& span : find_whole_line(unit.bytes)) {
        span.begin += unit.begin;
        span.end += unit.begin;
        span.line += unit.number - 1;
        out.push_back(std::move(span));
      }
    }
    if (!unit.bytes.empty()) previous = unit.bytes;
  };
  for (const Lines::Line& line : Lines(text)) {
    if (is_folded(unit.bytes, line.bytes)) {
      unit.bytes = text.substr(unit.begin, line.end - unit.begin);
      continue;
    }
    look_at_unit();
    unit = line;
  }
  look_at_unit();
  return out;
}

std::vector<Span> EscapeFinder::find_whole_line(std::string_view line) const {
  if (count_clear(line, 0) > 0) return {};
  const Undone best = undo_best(line, 0);
  if (best.gained < kLeastByItself || best.found[0].kind->may_be_accident() ||
      best.found[0].kind->first_bytes().empty() || !is_chinese(line, best) ||
      is_meant(line, best)) {
    return {};
  }
  std::size_t escaped = 0;
  for (const Found& found : best.found) escaped += found.end - found.begin;
  const std::size_t clear = line.size() - escaped;
  return clear * kEscapedPerClearInLine <= best.gained ? to_spans(line, best.found)
                                                       : std::vector<Span>();
}

}  // namespace fuyuan
