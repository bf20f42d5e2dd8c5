#include "restore/repair/lost_brackets.hpp"

#include <algorithm>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kOpening = U'（';
constexpr char32_t kClosing = U'）';
constexpr double kShare = 0.9;
constexpr double kHardlySure = 0.7;  ///< of a guess within a sentence, which may go on below

bool opens(char32_t cp) { return cp == kOpening || cp == U'('; }
bool closes(char32_t cp) { return cp == kClosing || cp == U')'; }

/// A sign that may have been a bracket.
struct Guess {
  std::size_t at = 0;  ///< in the text
  InferredCharacter* one = nullptr;
  LineSpan* span = nullptr;
};

std::vector<Guess> find_guesses(std::vector<LineSpan>& spans) {
  std::vector<Guess> guesses;
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    const bool was_utf8 = ChannelKind(span.channel).was_utf8();
    for (InferredCharacter& one : span.inferred) {
      if (was_utf8 && leave_same_rest(one.best, kClosing))
        guesses.push_back({begin + one.offset, &one, &span});
    }
  });
  return guesses;
}

/// The places of brackets that nothing closes, where the guesses are none.
std::vector<std::size_t> find_open(std::u32string_view text, const std::vector<Guess>& guesses) {
  std::vector<std::size_t> open;
  auto next = guesses.begin();  // they ascend
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (next != guesses.end() && next->at == at) {
      ++next;
      continue;
    }
    if (opens(text[at])) open.push_back(at);
    if (closes(text[at]) && !open.empty()) open.pop_back();
  }
  return open;
}

void name(const Guess& guess, char32_t bracket) {
  InferredCharacter& one = *guess.one;
  if (one.best == bracket) return;
  one.character = one.best = guess.span->after[one.offset] = bracket;
  one.probability = kShare;
}

}  // namespace

void name_lost_brackets(std::u32string_view line, std::vector<LineSpan>& spans) {
  const std::vector<Guess> guesses = find_guesses(spans);
  if (guesses.empty()) return;
  const std::u32string text = apply_spans(line, spans);
  const std::vector<std::size_t> open = find_open(text, guesses);
  if (open.size() != 1 || text[open[0]] != kOpening) return;
  const auto first = std::find_if(guesses.begin(), guesses.end(),
                                  [&](const Guess& guess) { return guess.at > open[0]; });
  if (guesses.end() - first != 1) return;
  const char32_t behind = at_or_end(text, first->at + 1);
  const bool goes_on = is_han(behind) || is_letter(behind) || is_digit(behind);
  if (!goes_on || first->one->probability < kHardlySure) name(*first, kClosing);
}

}  // namespace fuyuan
