#include "restore/line/kept_signs.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "channel/note.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/line/sign_finder.hpp"
#include "restore/line/sign_gains.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {
namespace {

/// What of the span is of the symbols [begin, end), of which the characters [first, last) came.
LineSpan cut(const LineSpan& span, const SignPart& part) {
  LineSpan out{part.begin,      part.end,
               span.channel,    span.after.substr(part.first, part.last - part.first),
               span.confidence, {}};
  for (InferredCharacter one : span.inferred) {
    if (one.offset < part.first || one.offset >= part.last) continue;
    one.offset -= part.first;
    out.inferred.push_back(one);
  }
  const auto cut_from = [&](const std::vector<std::uint32_t>& places) {
    if (places.size() != span.after.size()) return std::vector<std::uint32_t>();
    return std::vector(places.begin() + static_cast<std::ptrdiff_t>(part.first),
                       places.begin() + static_cast<std::ptrdiff_t>(part.last));
  };
  out.origins = cut_from(span.origins);
  out.starts = cut_from(span.starts);
  return out;
}

/// Appends what is left of the span without the parts.
void append_rest(std::u32string_view line, const LineSpan& span, const std::vector<SignPart>& parts,
                 std::vector<LineSpan>& out) {
  std::size_t begin = span.begin;
  std::size_t first = 0;
  const auto append_until = [&](std::size_t end, std::size_t last) {
    if (begin == end) return;
    LineSpan rest = cut(span, {begin, end, first, last});
    if (rest.after != line.substr(begin, end - begin)) out.push_back(std::move(rest));
  };
  for (const SignPart& part : parts) {
    append_until(part.begin, part.first);
    begin = part.end;
    first = part.last;
  }
  append_until(span.end, span.after.size());
}

/// The signs that a span is to be without.
struct Keeping {
  std::size_t line = 0;
  std::size_t span = 0;
  std::vector<SignPart> parts;
};

void take_out(std::u32string_view line, const Keeping& keeping, std::vector<LineSpan>& spans) {
  std::vector<LineSpan> rest;
  append_rest(line, spans[keeping.span], keeping.parts, rest);
  const auto at = spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(keeping.span));
  spans.insert(at, std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
}

/// Whether it reads as text, by its beginning. What comes of a step before the last is none yet,
/// and nothing tells what of it is healthy.
bool is_text(std::u32string_view restored, const LanguageModel& model) {
  constexpr std::size_t kEnough = 200;
  std::u32string after(restored.substr(0, kEnough));
  std::erase_if(after, is_never_healthy);
  return scan_line(after, model).non_ascii_cost < kPlausibleCost;
}

/// Whether it makes characters of runs of others, all of which came to something.
bool may_take_signs(const Misread* misread) {
  return misread != nullptr && misread->wrong() != nullptr && !misread->keeps_most() &&
         !misread->reads_units() && !misread->reads_utf8() && !misread->is_guessing();
}

/// What the symbol was before it was misread, where both are pairs; 0 where it was none.
char32_t undo_symbol(const Misread& misread, Symbol symbol) {
  const EncodedChar bytes = misread.wrong()->encode(symbol);
  if (misread.original().framing() == Framing::utf8 || bytes.length != 2) return 0;
  const DecodedChar decoded = misread.original().decode(bytes.view());
  return decoded.length == bytes.length ? decoded.code_point : 0;
}

/// Undoes what an item of a list begins with where the search left it alone, as it costs less to
/// begin behind it, and all that follows was misread.
void restore_bullet(std::u32string_view line, std::vector<LineSpan>& spans) {
  const std::size_t at = find_bullet(line);
  if (at == std::u32string_view::npos || is_bullet(line[at]) || spans.empty() ||
      spans[0].begin <= at || spans[0].begin > at + 2) {
    return;
  }
  const Misread* misread = ChannelKind(spans[0].channel).misread();
  const char32_t bullet = may_take_signs(misread) ? undo_symbol(*misread, line[at]) : 0;
  if (bullet == line[at] || !is_bullet(bullet)) return;
  spans.insert(spans.begin(),
               {at, at + 1, spans[0].channel, std::u32string(1, bullet), spans[0].confidence, {}});
}

}  // namespace

std::set<std::size_t> keep_signs(std::span<const std::u32string_view> lines,
                                 const LanguageModel& model,
                                 std::vector<std::vector<LineSpan>>& found) {
  SignGains gains;
  const auto for_each_finder = [&](auto visit) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t s = 0; s < found[i].size(); ++s) {
        const LineSpan& span = found[i][s];
        if (span.starts.empty() || span.starts.size() != span.after.size()) continue;
        const Misread* misread = ChannelKind(span.channel).misread();
        if (may_take_signs(misread))
          visit(SignFinder(lines[i], model, span, *misread, gains), i, s);
      }
    }
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (LineSpan& span : found[i]) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (!may_take_signs(misread)) continue;
      if (span.origins.empty()) span.starts = find_starts(lines[i], span, *misread);
      if (span.starts.size() != span.after.size()) continue;
      const bool has_some = SignFinder(lines[i], model, span, *misread, gains).has_some();
      // Behind a note in the middle of a character all is cut wrongly, up to the next ASCII: what
      // comes of a sign there is as good as any other.
      if (!has_some || !is_text(span.after, model) || has_converter_notes(span.after))
        span.starts.clear();
    }
  }
  for_each_finder([](const SignFinder& finder, std::size_t, std::size_t) { finder.learn(); });
  std::vector<Keeping> keepings;
  for_each_finder([&](const SignFinder& finder, std::size_t i, std::size_t s) {
    if (std::vector<SignPart> kept = finder.find(); !kept.empty())
      keepings.push_back({i, s, std::move(kept)});
  });
  std::set<std::size_t> touched;
  // From the end, so that the places of those before stay.
  for (auto keeping = keepings.rbegin(); keeping != keepings.rend(); ++keeping) {
    take_out(lines[keeping->line], *keeping, found[keeping->line]);
    touched.insert(keeping->line);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) restore_bullet(lines[i], found[i]);
  return touched;
}

}  // namespace fuyuan
