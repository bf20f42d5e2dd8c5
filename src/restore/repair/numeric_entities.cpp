#include "restore/repair/numeric_entities.hpp"

#include <algorithm>

#include "channel/entities.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kNumeric = "&#";

struct Named {
  char32_t code_point = 0;
  std::size_t length = 0;  ///< bytes
};

/// The numeric entity at the beginning; a length of 0: there is none, or one that people write
/// because the character itself would not be seen.
Named read_numeric(const Entities& entities, std::string_view text) {
  if (!text.starts_with(kNumeric)) return {};
  const EscapeMatch match = entities.match(text, 0, {});
  if (match.length == 0 || match.text.size() != 1 || match.text[0] <= kNoBreakSpace) return {};
  return {match.text[0], match.length};
}

void append_entity(std::size_t begin, std::size_t end, std::size_t number, char32_t named,
                   std::vector<Span>& spans) {
  static const std::string name(Entities().name());
  if (spans.empty() || spans.back().end != begin)
    spans.push_back({begin, begin, number, name, {}, {}, 1, {}});
  spans.back().end = end;
  append_utf8(named, spans.back().after);
}

}  // namespace

std::vector<EntityLine> list_entity_lines(std::string_view text) {
  static const Entities entities;
  std::vector<EntityLine> lines;
  for (const Lines::Line& line : Lines(text)) {
    if (line.bytes.find(kNumeric) == std::string_view::npos || !is_valid_utf8(line.bytes)) continue;
    EntityLine found;
    for (std::size_t at = 0; at < line.bytes.size();) {
      const std::string_view rest = line.bytes.substr(at);
      if (const Named named = read_numeric(entities, rest); named.length > 0) {
        const std::size_t begin = line.begin + at;
        at += named.length;
        found.text.push_back(named.code_point);
        ++found.named;
        append_entity(begin, line.begin + at, line.number, named.code_point, found.spans);
        continue;
      }
      const Utf8Char read = read_utf8(rest);
      if (read.code_point != U'\r') found.text.push_back(read.code_point);
      at += read.length;
    }
    if (found.named == 0) continue;
    for (Span& span : found.spans) span.before = text.substr(span.begin, span.end - span.begin);
    lines.push_back(std::move(found));
  }
  return lines;
}

}  // namespace fuyuan
