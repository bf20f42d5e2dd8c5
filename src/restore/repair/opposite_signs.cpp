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

constexpr double kSettled = 0.95;   ///< probability: what sentences show so often is what it is
constexpr double kEitherWay = 0.5;  ///< the most that is said of a sign where nothing tells

/// Of those without the last byte alike, the ones that stand in the same places.
constexpr std::u32string_view kSigns = U"←↑→↓■□▲△▼▽▶∶√≤≥";

bool is_sign(char32_t cp) { return kSigns.find(cp) != std::u32string_view::npos; }

/// Whether the guess may mean the opposite. Of `≥` and `≤` numbers tell nothing, and the model has
/// seen too few of them to know better.
bool is_open(const InferredCharacter& one) {
  const bool is_bound = one.character == U'≤' || one.character == U'≥';
  return is_bound || (is_sign(one.character) && one.probability < kSettled);
}

bool is_blank(char32_t cp) { return cp == U' ' || cp == U'　'; }

/// Text, but no tab or end of the line, which is 0: `A → B`.
bool is_of_text(char32_t cp) { return cp > U' ' && cp != kReplacement; }

/// `3.5%`
bool begins_with_share(std::u32string_view text) {
  const std::size_t end = text.find_first_not_of(U"0123456789.");
  return is_digit(at_or_end(text, 0)) && end != std::u32string_view::npos && text[end] == U'%';
}

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
      // `销量→3%` would be a rise or a fall, `5%→3%` is what it says.
      if (begins_with_share(text.substr(next)) && !is_digit(before) && before != U'%') return false;
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
           std::any_of(span.inferred.begin(), span.inferred.end(), is_open);
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
      if (!is_open(one)) continue;
      one.character = span.after[one.offset] = choose(text, begin + one.offset);
      if (one.character != kReplacement)
        one.best = one.character;
      else
        one.probability = std::min(one.probability, kEitherWay);
    }
  });
}

}  // namespace fuyuan
