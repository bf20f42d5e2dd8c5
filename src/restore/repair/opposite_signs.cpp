#include "restore/repair/opposite_signs.hpp"

#include <algorithm>
#include <string>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/last_byte.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kSettled = 0.95;  ///< probability: what sentences show so often is what it is

/// Of those without the last byte alike, the ones that stand in the same places.
constexpr std::u32string_view kSigns = U"←↑→↓■□▲△▼▽▶∶√≤≥";

bool is_sign(char32_t cp) { return kSigns.find(cp) != std::u32string_view::npos; }

bool is_blank(char32_t cp) { return cp == U' ' || cp == U'　'; }

/// Text, but no tab or end of the line, which is 0: `A → B`.
bool is_of_text(char32_t cp) { return cp > U' ' && cp != kReplacement; }

/// Whether what stands around the sign tells that it is that one.
bool is_told(std::u32string_view text, std::size_t at) {
  // What is there past blanks.
  std::size_t begin = at;
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  std::size_t next = at + 1;
  while (next < text.size() && is_blank(text[next])) ++next;
  const char32_t before = begin > 0 ? text[begin - 1] : 0;
  const char32_t behind = next < text.size() ? text[next] : 0;
  switch (text[at]) {
    case U'→':
      return is_of_text(before) && is_of_text(behind);
    case U'■':
    case U'□':  // an item of a list, or a box to tick; before a number it may be a rise or a fall
      return next < text.size() && !is_digit(behind) && !is_of_text(before);
    case U'∶':  // a ratio, or a colon
      return at > 0 &&
             std::u32string_view(U" \t　=(（").find(text[at - 1]) == std::u32string_view::npos;
    default:
      return false;
  }
}

bool may_lose_last_byte(const LineSpan& span) { return ChannelKind(span.channel).was_utf8(); }

}  // namespace

void OppositeSigns::add(std::u32string_view known) {
  for (const char32_t cp : known) {
    if (is_sign(cp)) shown_.insert(cp);
  }
}

bool OppositeSigns::may_matter(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return may_lose_last_byte(span) &&
           std::any_of(span.inferred.begin(), span.inferred.end(), [](const auto& one) {
             return is_sign(one.character) && one.probability < kSettled;
           });
  });
}

char32_t OppositeSigns::choose(std::u32string_view text, std::size_t at) const {
  if (is_told(text, at)) return text[at];
  char32_t only = kReplacement;
  for (const char32_t sign : shown_) {
    if (without_last_byte(sign) != without_last_byte(text[at])) continue;
    if (only != kReplacement) return kReplacement;
    only = sign;
  }
  return only;
}

void OppositeSigns::name(std::u32string_view line, std::vector<LineSpan>& spans) const {
  if (!may_matter(spans)) return;
  const std::u32string text = apply_spans(line, spans);
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (!may_lose_last_byte(span)) return;
    for (InferredCharacter& one : span.inferred) {
      if (!is_sign(one.character) || one.probability >= kSettled) continue;
      one.character = span.after[one.offset] = choose(text, begin + one.offset);
      if (one.character != kReplacement) one.best = one.character;
    }
  });
}

}  // namespace fuyuan
