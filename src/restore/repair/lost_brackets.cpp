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
  const auto first = std::find_if(guesses.begin(), guesses.end(),
                                  [&](const Guess& guess) { return guess.at > open; });
  if (text[open] != pair.opening || guesses.end() - first != 1) return false;
  const char32_t behind = at_or_end(text, first->at + 1);
  const bool goes_on = is_han(behind) || is_letter(behind) || is_digit(behind);
  if (goes_on && first->one->probability >= kHardlySure) return false;
  name(*first, pair.closing);
  return true;
}

/// Opens what is closed. Whether it could.
bool open_bracket(const Pair& pair, std::size_t closed, std::u32string_view text,
                  const std::vector<Guess>& guesses) {
  const auto behind = std::find_if(guesses.begin(), guesses.end(),
                                   [&](const Guess& guess) { return guess.at > closed; });
  if (text[closed] != pair.closing || behind - guesses.begin() != 1) return false;
  if (guesses[0].one->probability >= kHardlySure || guesses[0].at + 1 >= closed) return false;
  name(guesses[0], pair.opening);
  return true;
}

}  // namespace

void name_lost_brackets(std::u32string_view line, std::vector<LineSpan>& spans) {
  for (const Pair& pair : kPairs) {
    const std::vector<Guess> guesses = find_guesses(pair, spans);
    if (guesses.empty()) continue;
    const std::u32string text = apply_spans(line, spans);
    const Alone alone = find_alone(pair, text, guesses);
    if (alone.open.size() + alone.closed.size() != 1) continue;
    // What was named once would be a guess for the other pairs as well.
    if (alone.closed.empty() ? close_bracket(pair, alone.open[0], text, guesses)
                             : open_bracket(pair, alone.closed[0], text, guesses)) {
      return;
    }
  }
}

}  // namespace fuyuan
