#include "restore/repair/reshaped_notes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "channel/note.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/pinyin.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

using Shape = ReshapedNote::Shape;

constexpr std::u32string_view kOpening = U"(（[【〔";
constexpr std::u32string_view kClosing = U")）]】〕";
constexpr std::size_t kParentheses = 2;  ///< of them are parentheses

bool is_blank(char32_t cp) { return cp == U' ' || cp == kNoBreakSpace || cp == 0x3000; }

/// Whether it may be the second byte of a character.
bool may_be_half(Symbol symbol) { return symbol >= 0x40 && symbol < 0x7F; }

std::u32string as_note(std::u32string_view syllable) {
  std::u32string note(1, U'(');
  note += syllable;
  note += U')';
  return note;
}

/// A reading, what closes it, and what follows that.
struct Inside {
  std::u32string_view syllable;
  std::size_t closing = 0;  ///< of those in kClosing
  std::size_t end = 0;      ///< behind what closes it
  bool has_blank_behind = false;
  bool goes_on = false;  ///< a Chinese character follows, a blank apart
};

std::optional<Inside> read_inside(std::u32string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  const auto syllable = parse_pinyin(line.substr(std::min(at, line.size())));
  if (!syllable) return std::nullopt;
  Inside inside{line.substr(at, syllable->length)};
  at += syllable->length;
  while (at < line.size() && is_blank(line[at])) ++at;
  inside.closing = at < line.size() ? kClosing.find(line[at]) : std::u32string_view::npos;
  if (inside.closing == std::u32string_view::npos) return std::nullopt;
  inside.end = at + 1;
  const bool is_parted = inside.end + 1 < line.size() && is_blank(line[inside.end]);
  const char32_t next = at_or_end(line, inside.end + (is_parted ? 1 : 0));
  inside.has_blank_behind = is_parted && next >= 0x80;
  inside.goes_on = is_han(next);
  return inside;
}

/// Where what the note with that syllable reads begins, whose last symbol is before `end`; npos
/// where it reads no such thing. That may be two halves, one of which came out as a letter: 皖I, or
/// 皖 I.
std::size_t find_annotated(std::u32string_view line, std::size_t end,
                           std::u32string_view syllable) {
  constexpr std::size_t kNowhere = std::u32string_view::npos;
  if (end == 0) return kNowhere;
  const Symbol last = line[end - 1];
  if (is_han(last)) return has_reading(last, syllable) ? end - 1 : kNowhere;
  if (!may_be_half(last) || end < 2) return kNowhere;
  const bool is_parted = end > 2 && is_blank(line[end - 2]);
  const Symbol first = line[end - (is_parted ? 3 : 2)];
  std::u32string together{first, last};
  together += as_note(syllable);
  if (has_straddling_note(together, 2)) return end - (is_parted ? 2 : 1);
  // Behind another note nothing tells, but nobody reads a letter so.
  const bool has_tone =
      std::any_of(syllable.begin(), syllable.end(), [](Symbol s) { return s >= 0x80; });
  return has_tone && kClosing.find(first) != kNowhere ? end - 1 : kNowhere;
}

/// The note that the parenthesis or bracket at `at` opens.
std::optional<ReshapedNote> match_whole(std::u32string_view line, std::size_t at) {
  const std::size_t opening = kOpening.find(line[at]);
  if (opening == std::u32string_view::npos || at == 0) return std::nullopt;
  const bool has_blank = is_blank(line[at - 1]);
  const bool is_bracket = opening >= kParentheses;
  const auto inside = read_inside(line, at + 1);
  if (!inside || inside->closing != opening) return std::nullopt;
  const std::size_t behind = at - (has_blank ? 1 : 0);
  const std::size_t begin = find_annotated(line, behind, inside->syllable);
  if (begin == std::u32string_view::npos) return std::nullopt;
  const bool is_half = line[behind - 1] < 0x80;
  const bool is_spaced = inside->has_blank_behind && (has_blank || is_half);
  if (!has_blank && !is_bracket && !is_spaced) return std::nullopt;
  ReshapedNote note{begin + (is_half ? 0 : 1), inside->end + (is_spaced ? 1 : 0), Shape::brackets,
                    as_note(inside->syllable),
                    is_traditional_only(line[begin]) && inside->goes_on &&
                        is_usual_reading(line[begin], inside->syllable)};
  note.is_teaching = !is_half && is_unconverted(line[begin]);
  note.is_torn = is_half;
  if (!is_bracket) note.shape = is_spaced ? Shape::spaced : Shape::behind_blank;
  if (is_half) note.after.insert(note.after.begin(), line[behind - 1]);
  return note;
}

/// The note whose first parenthesis the mark at `at` swallowed.
std::optional<ReshapedNote> match_torn(std::u32string_view line, std::size_t at) {
  if (!is_mark(line[at])) return std::nullopt;
  const auto inside = read_inside(line, at + 1);
  if (!inside) return std::nullopt;
  const bool is_bracket = inside->closing >= kParentheses;
  ReshapedNote note{at, inside->end, is_bracket ? Shape::brackets : Shape::spaced,
                    std::u32string(1, line[at])};
  note.is_torn = true;
  note.after += inside->syllable;
  note.after.push_back(U')');
  // The other half of the character behind it may be a letter.
  if (!inside->has_blank_behind && may_be_half(at_or_end(line, note.end)) &&
      is_blank(at_or_end(line, note.end + 1)) && is_han(at_or_end(line, note.end + 2))) {
    note.after.push_back(line[note.end]);
    note.end += 2;
  } else if (inside->has_blank_behind) {
    note.end += 1;
  } else if (!is_bracket) {
    return std::nullopt;
  }
  return note;
}

/// The letter with blanks around it that is half of a character: the first one among the hanzi
/// behind a torn note, which are out of step up to there.
std::optional<ReshapedNote> match_half(std::u32string_view line, std::size_t at) {
  while (is_han(at_or_end(line, at))) ++at;
  if (!is_blank(at_or_end(line, at)) || !may_be_half(at_or_end(line, at + 1)) ||
      !is_blank(at_or_end(line, at + 2)) || !is_han(at_or_end(line, at + 3)))
    return std::nullopt;
  return ReshapedNote{at, at + 3, Shape::spaced, std::u32string(1, line[at + 1])};
}

}  // namespace

std::vector<ReshapedNote> find_reshaped_notes(std::u32string_view line) {
  std::vector<ReshapedNote> found;
  for (std::size_t at = 0; at < line.size(); ++at) {
    auto note = match_whole(line, at);
    const bool is_torn = !note && (note = match_torn(line, at)).has_value();
    if (!note || (!found.empty() && found.back().end > note->begin)) continue;
    const std::size_t end = note->end;
    found.push_back(std::move(*note));
    if (!is_torn) continue;
    if (auto half = match_half(line, end)) found.push_back(std::move(*half));
  }
  return found;
}

}  // namespace fuyuan
