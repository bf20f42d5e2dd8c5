#include "channel/rare_pairs.hpp"

#include <algorithm>

#include "channel/note.hpp"
#include "channel/traditional_forms.hpp"
#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kPair = -14.0F;         ///< two characters out of some thousands, on such a page
constexpr float kForeignPair = -2.0F;   ///< one at least that the page would write otherwise
constexpr float kMostFrequent = -8.0F;  ///< log P of the characters that are drawn
constexpr unsigned char kSecondLevel = 0xD8;  ///< where GB 2312 begins to be sorted by radical

const Charset& gb2312() {
  static const Charset& charset = *find_charset("gb2312");
  return charset;
}

/// Whether a clause may end with it: not with a mark, nor with what opens something.
bool may_end_clause(char32_t cp) {
  return is_han(cp) || is_letter(cp) || is_digit(cp) ||
         std::u32string_view(U")）]］】」』”’\"》〉%％℃").find(cp) != std::u32string_view::npos;
}

/// Whether the parenthesis at `at` closes a reading that stood inside of a character.
bool ends_torn_note(std::u32string_view line, std::size_t at) {
  if (line[at] != U')' && line[at] != U'）') return false;
  constexpr std::size_t kLongest = 12;  // symbols, with blanks
  std::size_t begin = at;
  while (begin + kLongest > at && begin > 0 && !is_mark(line[begin]) && line[begin] != U'(' &&
         line[begin] != U'（') {
    --begin;
  }
  if (!is_mark(line[begin])) return begin > 0 && has_straddling_note(line, begin);
  const auto note = match_torn_note(line, begin);
  return note && begin + note->length > at;
}

}  // namespace

bool RarePairs::is_punctuation_mark(char32_t cp) {
  return std::u32string_view(U"，。、；：！？,.;:!?").find(cp) != std::u32string_view::npos;
}

bool RarePairs::stands_before_mark(std::u32string_view line, std::size_t at) {
  return at > 0 && at + 2 < line.size() && may_end_clause(line[at - 1]) && is_han(line[at]) &&
         is_han(line[at + 1]) && is_punctuation_mark(line[at + 2]);
}

bool RarePairs::is_torn(std::u32string_view line, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !is_punctuation_mark(line[begin - 1])) --begin;
  bool is_torn = false;
  for (std::size_t i = begin - std::min<std::size_t>(begin, 1); i < at; ++i)
    is_torn = goes_on_torn(line, i, is_torn);
  return is_torn;
}

bool RarePairs::goes_on_torn(std::u32string_view line, std::size_t at, bool is_torn) {
  // What follows such a note is cut wrongly as far as the next sentence mark, and a decoder's mark
  // before one is a byte that it was torn from.
  if (ends_torn_note(line, at)) return true;
  if (!is_punctuation_mark(line[at])) return is_torn;
  return line[at] != U'?' && at > 0 && is_mark(line[at - 1]);
}

bool RarePairs::may_be_drawn(char32_t han) const {
  return gb2312().encode(han).length == 2 && model_.unigram(model_.token(han)) < kMostFrequent;
}

bool RarePairs::is_drawn(char32_t han) const {
  return may_be_drawn(han) && gb2312().encode(han).bytes[0] < kSecondLevel;
}

void RarePairs::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                        ArcBuffer& out) const {
  if (state != kRest || !stands_before_mark(observed.symbols, at) ||
      is_torn(observed.symbols, at)) {
    return;
  }
  const std::u32string_view pair = observed.symbols.substr(at, 2);
  if (std::any_of(pair.begin(), pair.end(), is_traditional_only)) return;
  const bool is_foreign = std::any_of(pair.begin(), pair.end(), is_simplified_only);
  const bool is_rare =
      std::all_of(pair.begin(), pair.end(), [&](char32_t han) { return may_be_drawn(han); });
  if (!is_foreign && !is_rare) return;
  out.open(2, is_foreign ? kForeignPair : kPair);
  out.close(kRest);
}

std::vector<Noise::Place> RarePairs::find(std::u32string_view line) const {
  std::vector<Place> places;
  bool is_torn = false;  // see RarePairs::is_torn, which would look at all of a long line each time
  std::size_t seen = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (; seen < at; ++seen) is_torn = goes_on_torn(line, seen, is_torn);
    if (!is_simplified_only(line[at]) || is_torn) continue;
    if (stands_before_mark(line, at)) {
      places.push_back({at, at + 2});
      ++at;
    } else if (at > 0 && stands_before_mark(line, at - 1)) {
      places.push_back({at - 1, at + 1});
    } else {
      // A page that has Simplified characters elsewhere is another kind of page.
      places.push_back({at, at});
    }
  }
  // Nothing is foreign to a line that nothing says is Traditional: `（一）总则：`.
  if (std::none_of(line.begin(), line.end(), is_traditional_only))
    std::erase_if(places, [](const Place& place) { return place.end > place.begin; });
  return places;
}

std::string RarePairs::damage(std::string_view text, std::string_view habit,
                              std::mt19937_64& random) const {
  static_cast<void>(habit);
  std::u32string drawn;
  for (char32_t cp = 0x4E00; cp < 0xA000; ++cp) {
    if (is_drawn(cp)) drawn.push_back(cp);
  }
  std::string out;
  const std::u32string page = convert_by_character(to_utf32(text));
  for (std::size_t at = 0; at < page.size(); ++at) {
    if (at > 0 && is_han(page[at - 1]) && is_punctuation_mark(page[at]) &&
        random() % one_mark_in() == 0) {
      append_utf8(drawn[random() % drawn.size()], out);
      append_utf8(drawn[random() % drawn.size()], out);
    }
    append_utf8(page[at], out);
  }
  return out;
}

}  // namespace fuyuan
