#include "restore/repair/list_numerals.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "restore/decode/channel_kind.hpp"
#include "restore/repair/list_sequence.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

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

/// The kind of list that the numeral counts, as what stands behind it; 0: none.
char32_t kind_of_list(std::u32string_view text, std::size_t begin, std::size_t size) {
  const std::size_t end = begin + size;
  if (size > kMostSize || end >= text.size()) return 0;
  const char32_t before = begin > 0 ? text[begin - 1] : 0;
  if (text[end] == U'）' || text[end] == U')') return before == U'（' || before == U'(' ? U'）' : 0;
  if (before == U'第' && kUnits.find(text[end]) != std::u32string_view::npos)
    return begins_line(text, begin - 1) ? text[end] : 0;
  return text[end] == U'、' && begins_line(text, begin) ? U'、' : 0;
}

/// Whether one may have become what is left of the other, the last byte being lost.
bool may_be(char32_t one, char32_t other) {
  const std::string a = to_utf8(std::u32string(1, one));
  const std::string b = to_utf8(std::u32string(1, other));
  return a.size() == b.size() && a.compare(0, a.size() - 1, b, 0, b.size() - 1) == 0;
}

}  // namespace

void ListNumerals::add(std::size_t line, std::u32string_view text, std::u32string_view known) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool circled = is_circled(text[at]);
    std::size_t size = circled ? 1 : 0;
    while (!circled && at + size < text.size() && is_numeral(text[at + size])) ++size;
    if (size == 0) continue;
    if (const char32_t kind = circled ? kFirstCircled : kind_of_list(text, at, size); kind != 0) {
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
    const auto index = static_cast<std::size_t>(behind - list.numerals.begin()) - 1;
    const auto count = guess_count(list.counts, index, kMostLost);
    if (!count) return std::nullopt;
    const std::u32string spelled = spell(count->value, kind == kFirstCircled);
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
             return is_numeral(one.character) || is_circled(one.character);
           });
  });
}

void name_numerals(std::size_t number, const ListNumerals& lists, std::vector<LineSpan>& spans) {
  if (!infers_numerals(spans)) return;
  std::size_t grown = 0;  // by the spans so far
  for (LineSpan& span : spans) {
    for (InferredCharacter& one : span.inferred) {
      if (!is_numeral(one.character) && !is_circled(one.character)) continue;
      const auto guess = lists.guess(number, span.begin + grown + one.offset);
      if (!guess || !may_be(guess->numeral, one.character)) continue;
      const bool is_same = guess->numeral == one.character;
      one.character = one.best = span.after[one.offset] = guess->numeral;
      one.probability = is_same ? std::max(one.probability, guess->share) : guess->share;
    }
    grown += span.after.size() - (span.end - span.begin);
  }
}

}  // namespace fuyuan
