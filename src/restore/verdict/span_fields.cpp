#include "restore/verdict/span_fields.hpp"

namespace fuyuan {

std::vector<SpanField> cut_at_ascii(std::u32string_view line, const LineSpan& span) {
  std::vector<SpanField> fields;
  std::size_t at = span.begin;
  std::size_t after = 0;
  while (at < span.end || after < span.after.size()) {
    const std::size_t begin = at;
    const std::size_t first = after;
    while (at < span.end && line[at] >= 0x80) ++at;
    while (after < span.after.size() && span.after[after] >= 0x80) ++after;
    if ((at > begin) != (after > first)) return {};
    if (at > begin) fields.push_back({begin, at, first, span.after.substr(first, after - first)});
    for (; at < span.end && line[at] < 0x80; ++at, ++after) {
      if (after == span.after.size() || span.after[after] != line[at]) return {};
    }
    if (after < span.after.size() && span.after[after] < 0x80) return {};
  }
  return fields;
}

std::vector<LineSpan> without_fields(std::u32string_view line, const LineSpan& span,
                                     const std::vector<SpanField>& kept) {
  std::vector<LineSpan> pieces;
  std::size_t begin = span.begin;
  std::size_t at = 0;
  const auto add = [&](std::size_t end, std::size_t after_end) {
    // Where it is the same: the second half of a character may be ASCII as well.
    const auto is_same = [&](std::size_t symbol, std::size_t character) {
      return at < after_end && line[symbol] < 0x80 && line[symbol] == span.after[character];
    };
    for (; begin < end && is_same(begin, at); ++begin) ++at;
    for (; end > begin && is_same(end - 1, after_end - 1); --end) --after_end;
    LineSpan piece{begin,           end, span.channel, span.after.substr(at, after_end - at),
                   span.confidence, {}};
    // ASCII and what the charsets share is no change by itself.
    if (end > begin && line.substr(begin, end - begin) != piece.after)
      pieces.push_back(std::move(piece));
  };
  for (const SpanField& field : kept) {
    add(field.begin, field.at);
    begin = field.end;
    at = field.at + field.after.size();
  }
  add(span.end, span.after.size());
  return pieces;
}

}  // namespace fuyuan
