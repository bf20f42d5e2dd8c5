#include "restore/repair/list_numerals.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/list_sequence.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
constexpr char32_t kTen = U'十';
constexpr std::size_t kMostSize = 3;  ///< 二十一
constexpr char32_t kFirstCircled = U'①';
constexpr char32_t kLastCircled = U'⑳';
constexpr std::u32string_view kUnits = U"条條章节節回课課卷集篇讲講幕折款项項";
/// Of numerals three bytes are left or two: that a few are all of one list is seen by that alone.
constexpr std::size_t kMostLost = 10;
/// Any word may stand behind another one: so many numerals that are known make a list of them.
constexpr std::size_t kKnownOfWords = 2;

bool is_circled(char32_t cp) { return cp >= kFirstCircled && cp <= kLastCircled; }
bool is_numeral(char32_t cp) { return kNumerals.find(cp) != std::u32string_view::npos; }

std::u32string spell(std::size_t value, bool circled) {
  if (circled) return {static_cast<char32_t>(kFirstCircled + value - 1)};
  std::u32string out;
  if (value >= 20) out.push_back(kNumerals[value / 10 - 1]);
  if (value >= 10) out.push_back(kTen);
  if (value % 10 > 0) out.push_back(kNumerals[value % 10 - 1]);
  return out;
}

/// What a numeral comes to; nullopt for other text, and where some of it is not known.
std::optional<std::size_t> read(std::u32string_view numeral) {
  constexpr std::size_t kMost = 99;
  if (is_circled(numeral[0])) return numeral[0] - kFirstCircled + 1;
  for (std::size_t value = 1; value <= kMost; ++value) {
    if (spell(value, false) == numeral) return value;
  }
  return std::nullopt;
}

/// Whether nothing but blanks, tags and an opening mark stands before `at`.
bool begins_line(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kBlanks = U" \t　“\"";
  std::size_t begin = 0;
  while (begin < at) {
    if (text[begin] == U'<') {
      begin = std::min(text.find(U'>', begin), text.size() - 1);
    } else if (kBlanks.find(text[begin]) == std::u32string_view::npos) {
      return false;
    }
    ++begin;
  }
  return begin == at;
}

/// Whether the line begins with a word, behind blanks and the signs of a comment, that ends there.
bool begins_with_word(std::u32string_view text, std::size_t end) {
  constexpr std::u32string_view kBefore = U" \t/*#-;";
  std::size_t begin = end;
  while (begin > 0 && is_han(text[begin - 1])) --begin;
  return end - begin > 1 && text.substr(0, begin).find_first_not_of(kBefore) == text.npos;
}

/// The kind of list that the numeral counts: what stands behind it, and the word before it where
/// the line begins with one; empty: none.
std::u32string kind_of_list(std::u32string_view text, std::size_t begin, std::size_t size) {
  constexpr std::u32string_view kBehindWord = U"：:.．";
  const std::size_t end = begin + size;
  if (size > kMostSize || end >= text.size()) return {};
  const char32_t before = begin > 0 ? text[begin - 1] : 0;
  const char32_t behind = text[end];
  if (behind == U'）' || behind == U')')
    return before == U'（' || before == U'(' ? std::u32string(1, U'）') : std::u32string();
  if (before == U'第' && kUnits.find(behind) != std::u32string_view::npos &&
      begins_line(text, begin - 1))
    return {behind};
  if (kBehindWord.find(behind) != std::u32string_view::npos && begins_with_word(text, begin))
    return std::u32string(text.substr(0, begin)) + behind;
  return behind == U'、' && begins_line(text, begin) ? std::u32string(1, U'、') : std::u32string();
}

/// Whether an inferred hanzi may be a numeral of one character.
bool may_be_numeral(char32_t cp) {
  return is_han(cp) && !is_numeral(cp) &&
         std::any_of(kNumerals.begin(), kNumerals.end(),
                     [&](char32_t numeral) { return leave_same_rest(numeral, cp); });
}

/// How many characters of a numeral begin at `at`.
std::size_t measure(std::u32string_view text, std::u32string_view known, std::size_t at) {
  if (is_circled(text[at])) return 1;
  std::size_t size = 0;
  while (at + size < text.size() && is_numeral(text[at + size])) ++size;
  const bool is_guess = known[at] == kReplacement && may_be_numeral(text[at]);
  return size == 0 && is_guess ? 1 : size;
}

}  // namespace

void ListNumerals::add(std::size_t line, std::u32string_view text, std::u32string_view known) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool circled = is_circled(text[at]);
    const std::size_t size = measure(text, known, at);
    if (size == 0) continue;
    const std::u32string kind =
        circled ? std::u32string(1, kFirstCircled) : kind_of_list(text, at, size);
    // What stands before that sign at the beginning of a line may be anything.
    const bool may_be_text = kind == U"、" && !is_numeral(text[at]);
    if (!kind.empty() && !may_be_text) {
      List& list = lists_[kind];
      list.numerals.push_back({line, at, std::u32string(known.substr(at, size))});
      list.counts.push_back(read(list.numerals.back().known));
    }
    at += size - 1;
  }
}

std::optional<ListNumerals::Guess> ListNumerals::guess(std::size_t line, std::size_t at) const {
  for (const auto& [kind, list] : lists_) {
    const auto behind =
        std::upper_bound(list.numerals.begin(), list.numerals.end(), std::tuple(line, at),
                         [](const auto& place, const Numeral& numeral) {
                           return place < std::tuple(numeral.line, numeral.at);
                         });
    if (behind == list.numerals.begin()) continue;
    const Numeral& one = *std::prev(behind);
    if (one.line != line || at >= one.at + one.known.size()) continue;
    if (kind.size() > 1 && std::count(list.counts.begin(), list.counts.end(), std::nullopt) +
                                   static_cast<std::ptrdiff_t>(kKnownOfWords) >
                               static_cast<std::ptrdiff_t>(list.counts.size()))
      return std::nullopt;
    const auto index = static_cast<std::size_t>(behind - list.numerals.begin()) - 1;
    const auto count = guess_count(list.counts, index, kMostLost);
    if (!count) return std::nullopt;
    const std::u32string spelled = spell(count->value, kind[0] == kFirstCircled);
    const bool agrees =
        spelled.size() == one.known.size() &&
        std::equal(spelled.begin(), spelled.end(), one.known.begin(),
                   [](char32_t cp, char32_t seen) { return seen == kReplacement || seen == cp; });
    if (!agrees) return std::nullopt;
    return Guess{spelled[at - one.at], count->share};
  }
  return std::nullopt;
}

bool infers_numerals(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return ChannelKind(span.channel).was_utf8() &&
           std::any_of(span.inferred.begin(), span.inferred.end(), [](const auto& one) {
             return is_numeral(one.character) || is_circled(one.character) ||
                    may_be_numeral(one.character);
           });
  });
}

void name_numerals(std::size_t number, const ListNumerals& lists, std::vector<LineSpan>& spans) {
  if (!infers_numerals(spans)) return;
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    for (InferredCharacter& one : span.inferred) {
      if (!is_numeral(one.character) && !is_circled(one.character) &&
          !may_be_numeral(one.character))
        continue;
      const auto guess = lists.guess(number, begin + one.offset);
      if (!guess || !leave_same_rest(guess->numeral, one.character)) continue;
      const bool is_same = guess->numeral == one.character;
      one.character = one.best = span.after[one.offset] = guess->numeral;
      one.probability = is_same ? std::max(one.probability, guess->share) : guess->share;
    }
  });
}

}  // namespace fuyuan
