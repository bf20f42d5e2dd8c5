#include "restore/repair/lost_brackets.hpp"

#include <algorithm>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// A kind of brackets, and how it looks in ASCII.
struct Pair {
  char32_t opening;
  char32_t closing;
  char32_t narrow_opening = 0;
  char32_t narrow_closing = 0;

  bool opens(char32_t cp) const { return cp == opening || cp == narrow_opening; }
  bool closes(char32_t cp) const { return cp == closing || cp == narrow_closing; }
};
/// Those that never go on in the next line, as speech does.
constexpr Pair kPairs[] = {
    {U'（', U'）', U'(', U')'}, {U'【', U'】'}, {U'《', U'》'}, {U'〈', U'〉'}, {U'〔', U'〕'},
};
constexpr double kShare = 0.9;
constexpr double kHardlySure = 0.7;  ///< of a guess within a sentence, which may go on below

/// A sign that may have been a bracket.
struct Guess {
  std::size_t at = 0;  ///< in the text
  InferredCharacter* one = nullptr;
  LineSpan* span = nullptr;
};

std::vector<Guess> find_guesses(const Pair& pair, std::vector<LineSpan>& spans) {
  std::vector<Guess> guesses;
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    const bool was_utf8 = ChannelKind(span.channel).was_utf8();
    for (InferredCharacter& one : span.inferred) {
      if (was_utf8 && leave_same_rest(one.best, pair.closing))
        guesses.push_back({begin + one.offset, &one, &span});
    }
  });
  return guesses;
}

/// The places of brackets that have no partner, where the guesses are none.
struct Alone {
  std::vector<std::size_t> open;
  std::vector<std::size_t> closed;
};

bool is_ascii_word(char32_t cp) { return is_digit(cp) || is_letter(cp); }

/// `1)`, `（1）` without what opens it: items are numbered so.
bool is_behind_number(std::u32string_view text, std::size_t at) {
  return at > 0 && is_ascii_word(text[at - 1]) && (at == 1 || !is_ascii_word(text[at - 2]));
}

Alone find_alone(const Pair& pair, std::u32string_view text, const std::vector<Guess>& guesses) {
  Alone alone;
  auto next = guesses.begin();  // they ascend
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (next != guesses.end() && next->at == at) {
      ++next;
      continue;
    }
    if (pair.opens(text[at])) alone.open.push_back(at);
    if (!pair.closes(text[at])) continue;
    if (!alone.open.empty())
      alone.open.pop_back();
    else if (!is_behind_number(text, at))
      alone.closed.push_back(at);
  }
  return alone;
}

void name(const Guess& guess, char32_t bracket) {
  InferredCharacter& one = *guess.one;
  if (one.best == bracket) return;
  one.character = one.best = guess.span->after[one.offset] = bracket;
  one.probability = kShare;
}

/// Closes what is open to the end of the line. Whether it could.
bool close_bracket(const Pair& pair, std::size_t open, std::u32string_view text,
                   const std::vector<Guess>& guesses) {
  // What is to be seen on a stage begins a line so, and is not closed.
  if (pair.opening == U'〔' && text.find_first_not_of(U" \t　") == open) return false;
  const auto first = std::find_if(guesses.begin(), guesses.end(),
                                  [&](const Guess& guess) { return guess.at > open; });
  if (text[open] != pair.opening || guesses.end() - first != 1) return false;
  const char32_t behind = at_or_end(text, first->at + 1);
  const bool goes_on = is_han(behind) || is_letter(behind) || is_digit(behind);
  if (goes_on && first->one->probability >= kHardlySure) return false;
  name(*first, pair.closing);
  return true;
}

/// `12家`, `025-1234`: what stands in brackets behind a name.
bool is_short_number(std::u32string_view text) {
  constexpr std::u32string_view kSigns = U"，。；：！？、“”《》（）";
  constexpr std::size_t kLongest = 12;
  return is_digit(text[0]) && text.size() <= kLongest &&
         text.find_first_of(kSigns) == std::u32string_view::npos;
}

/// Opens what is closed. Whether it could.
bool open_bracket(const Pair& pair, std::size_t closed, std::u32string_view text,
                  const std::vector<Guess>& guesses) {
  const auto behind = std::find_if(guesses.begin(), guesses.end(),
                                   [&](const Guess& guess) { return guess.at > closed; });
  if (text[closed] != pair.closing || behind - guesses.begin() != 1) return false;
  const std::size_t begin = guesses[0].at + 1;
  if (begin >= closed) return false;
  // Where a number begins, no sentence goes on from the line above.
  const bool is_sure = guesses[0].one->probability >= kHardlySure;
  if (is_sure && !is_short_number(text.substr(begin, closed - begin))) return false;
  name(guesses[0], pair.opening);
  return true;
}

/// `8:00-18:00`, `128`: what is no sentence.
bool is_number(std::u32string_view text) {
  constexpr std::u32string_view kOfNumbers = U"0123456789.,:-+~%/";
  return text.find_first_not_of(kOfNumbers) == std::u32string_view::npos;
}

bool ends_field(std::u32string_view text, std::size_t end) {
  constexpr std::u32string_view kEnds = U"\n\r<\"'";
  return kEnds.find(at_or_end(text, end)) != std::u32string_view::npos;
}

/// Whether a bracket is open before `end`.
bool is_open(const Pair& pair, std::u32string_view text, std::size_t end) {
  std::size_t depth = 0;
  for (const char32_t cp : text.substr(0, end)) {
    if (pair.opens(cp)) ++depth;
    if (pair.closes(cp) && depth > 0) --depth;
  }
  return depth > 0;
}

constexpr std::size_t kItemDigits = 2;  ///< of numbers that begin items, at most

/// Whether nothing but blanks stands before `at` in its line, as before no mark that closes.
bool begins_line(std::u32string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == U' ' || text[at - 1] == U'\t' || text[at - 1] == U'　')) --at;
  return at == 0 || text[at - 1] == U'\n';
}

/// `2`, `十一`, `b`, or a digit that was lost: what counts an item.
bool is_count(std::u32string_view text) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十\uFFFD";
  return text.size() <= kItemDigits && std::all_of(text.begin(), text.end(), [&](char32_t cp) {
           return is_digit(cp) || is_letter(cp) || kNumerals.find(cp) != kNumerals.npos;
         });
}

/// `电话，8:00-18:00）`, `评价：128：`: whether two guesses, one behind the other, must have been a
/// pair of brackets, as a number is within, and the second one ends all or was guessed as one, or
/// the first one begins a line: `，2，`.
bool is_pair(const Pair& pair, std::u32string_view text, const Guess& first, const Guess& second) {
  constexpr std::u32string_view kBetween = U"，：；！？）";  // not of `9:00－12:00`
  constexpr std::size_t npos = std::u32string_view::npos;
  const std::size_t begin = first.at + 1;
  if (begin >= second.at || kBetween.find(first.one->best) == npos) return false;
  const std::u32string_view within = text.substr(begin, second.at - begin);
  if (begins_line(text, first.at))
    return is_count(within) && (kBetween.find(second.one->best) != npos);
  if (!is_short_number(within) || is_open(pair, text, second.at)) return false;
  // `1）` begins an item.
  const bool is_last = ends_field(text, second.at + 1);
  if (!is_last && within.size() <= kItemDigits) return false;
  if (second.one->best == pair.closing) return true;
  return second.one->best == U'：' && is_last && is_number(within);
}

/// Names such pairs of a line. Whether there were some.
bool pair_guesses(const Pair& pair, std::u32string_view text, const std::vector<Guess>& guesses) {
  bool any = false;
  for (std::size_t i = 0; i + 1 < guesses.size(); ++i) {
    if (!is_pair(pair, text, guesses[i], guesses[i + 1])) continue;
    name(guesses[i], pair.opening);
    name(guesses[++i], pair.closing);
    any = true;
  }
  return any;
}

/// `青发〔2010〕58号`: whether two guesses stand around the year of an official document's number.
bool is_around_year(std::u32string_view text, const Guess& first, const Guess& second) {
  constexpr std::size_t kYear = 4;  // digits
  if (first.at == 0 || !is_han(text[first.at - 1]) || second.at != first.at + 1 + kYear)
    return false;
  const std::u32string_view year = text.substr(first.at + 1, kYear);
  const bool is_year = (year.starts_with(U"19") || year.starts_with(U"20")) && is_number(year);
  std::u32string_view behind = text.substr(second.at + 1);
  if (behind.starts_with(U'第')) behind.remove_prefix(1);
  const std::size_t digits = count_digits(behind);
  return is_year && digits > 0 && at_or_end(behind, digits) == U'号';
}

/// Names them. Whether there were some.
bool pair_around_years(const Pair& pair, std::u32string_view text,
                       const std::vector<Guess>& guesses) {
  bool any = false;
  for (std::size_t i = 0; i + 1 < guesses.size(); ++i) {
    if (!is_around_year(text, guesses[i], guesses[i + 1])) continue;
    name(guesses[i], pair.opening);
    name(guesses[++i], pair.closing);
    any = true;
  }
  return any;
}

}  // namespace

void name_lost_brackets(std::u32string_view line, std::vector<LineSpan>& spans) {
  for (const Pair& pair : kPairs) {
    const std::vector<Guess> guesses = find_guesses(pair, spans);
    if (guesses.empty()) continue;
    const std::u32string text = apply_spans(line, spans);
    if (pair.opening == U'〔' && pair_around_years(pair, text, guesses)) return;
    const Alone alone = find_alone(pair, text, guesses);
    if (alone.open.empty() && alone.closed.empty() && &pair == kPairs &&
        pair_guesses(pair, text, guesses))
      return;
    if (alone.open.size() + alone.closed.size() != 1) continue;
    // What was named once would be a guess for the other pairs as well.
    if (alone.closed.empty() ? close_bracket(pair, alone.open[0], text, guesses)
                             : open_bracket(pair, alone.closed[0], text, guesses)) {
      return;
    }
  }
}

}  // namespace fuyuan
