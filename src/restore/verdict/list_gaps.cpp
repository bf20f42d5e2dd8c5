#include "restore/verdict/list_gaps.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/verdict/span_fields.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastItems = 4;  ///< single characters on both sides of a gap

/// A stretch of a line that is single characters, each between the same ASCII and the next one.
struct List {
  std::size_t items = 0;
  std::u32string_view separator;  ///< empty where there is one item
};

std::optional<List> list_of(std::u32string_view line, const LineSpan& span) {
  if (!span.inferred.empty()) return {};
  const std::vector<SpanField> fields = cut_at_ascii(line, span);
  List list;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].end - fields[i].begin != 1 || fields[i].after.size() != 1) return {};
    ++list.items;
    if (i == 0) continue;
    const auto separator = line.substr(fields[i - 1].end, fields[i].begin - fields[i - 1].end);
    if (i > 1 && separator != list.separator) return {};
    list.separator = separator;
  }
  return list.items == 0 ? std::nullopt : std::optional<List>(list);
}

/// What the gap between the spans becomes if the list goes on there.
std::optional<std::u32string> fill(std::u32string_view line, const LineSpan& before,
                                   const LineSpan& behind) {
  const Misread* channel = ChannelKind(before.channel).misread();
  if (channel == nullptr || !channel->reads_pairs() || behind.channel != before.channel) return {};
  const std::optional<List> first = list_of(line, before);
  const std::optional<List> second = list_of(line, behind);
  if (!first || !second || first->items + second->items < kLeastItems) return {};
  const std::u32string_view separator =
      first->separator.empty() ? second->separator : first->separator;
  if (separator.empty() || (!second->separator.empty() && second->separator != separator))
    return {};
  const std::u32string_view gap = line.substr(before.end, behind.begin - before.end);
  if (gap.size() != separator.size() * 2 + 1 || !gap.starts_with(separator) ||
      !gap.ends_with(separator)) {
    return {};
  }
  const auto item = decode_exactly(*channel, gap.substr(separator.size(), 1));
  if (!item || item->size() != 1 || !is_han(item->front())) return {};
  std::u32string text(separator);
  text += *item;
  text += separator;
  return text;
}

}  // namespace

void close_list_gaps(std::u32string_view line, std::vector<LineSpan>& spans) {
  for (std::size_t i = 1; i < spans.size();) {
    const auto text = fill(line, spans[i - 1], spans[i]);
    if (!text) {
      ++i;
      continue;
    }
    LineSpan whole{spans[i - 1].begin,
                   spans[i].end,
                   spans[i].channel,
                   spans[i - 1].after + *text + spans[i].after,
                   std::min(spans[i - 1].confidence, spans[i].confidence),
                   {}};
    spans[i - 1] = std::move(whole);
    spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace fuyuan
