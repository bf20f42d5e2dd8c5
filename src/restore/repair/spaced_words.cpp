#include "restore/repair/spaced_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kMostLetters = 10;
constexpr std::size_t kBeam = 64;
constexpr double kSettled = 0.95;   ///< of a guess: it counts as known
constexpr double kMostShare = 0.9;  ///< of what is named here
/// N-grams are surer than they ought to be.
constexpr double kScale = 0.8;
constexpr char32_t kLastByte = 64;  ///< so many characters leave the same rest

bool is_blank(char32_t cp) { return cp == U' ' || cp == U'\u3000'; }

/// The places of hanzi that stand apart from each other, from the beginning of the line to its end
/// or to a colon; empty where there are others.
std::vector<std::size_t> find_letters(std::u32string_view text) {
  std::vector<std::size_t> letters;
  bool is_apart = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_blank(text[at])) {
      is_apart = true;
    } else if (is_han(text[at]) && is_apart) {
      letters.push_back(at);
      is_apart = false;
    } else if ((text[at] == U'：' || text[at] == U':') && !is_apart) {
      break;
    } else if (text[at] != U'\r') {
      return {};
    }
  }
  const bool is_word = letters.size() >= kLeastLetters && letters.size() <= kMostLetters;
  return is_word ? letters : std::vector<std::size_t>();
}

/// A word as far as it was read, and how probable it is.
struct Word {
  std::u32string text;
  Context context;
  double log_probability = 0;
};

bool is_likelier(const Word& a, const Word& b) { return a.log_probability > b.log_probability; }

std::vector<Word> read_on(const LanguageModel& model, std::u32string_view candidates,
                          const std::vector<Word>& words) {
  std::vector<Word> longer;
  for (const Word& word : words) {
    for (const char32_t cp : candidates) {
      const Token token = model.token(cp);
      const LanguageModel::Scored scored = model.score(word.context, token);
      longer.push_back({word.text + cp, model.advance(word.context, token, scored),
                        word.log_probability + scored.log_probability + model.spread(cp, token)});
    }
  }
  const std::size_t kept = std::min(longer.size(), kBeam);
  std::partial_sort(longer.begin(), longer.begin() + static_cast<std::ptrdiff_t>(kept),
                    longer.end(), is_likelier);
  longer.resize(kept);
  return longer;
}

/// What may have stood for a guess.
std::u32string candidates_of(char32_t guess) {
  std::u32string candidates;
  const char32_t first = guess / kLastByte * kLastByte;
  for (char32_t cp = first; cp < first + kLastByte; ++cp) {
    if (is_han(cp)) candidates.push_back(cp);
  }
  return candidates;
}

/// A doubtful character of the line.
struct Guess {
  LineSpan* span = nullptr;
  InferredCharacter* one = nullptr;  ///< nullptr: it is known
};

std::vector<Guess> find_guesses(const std::vector<std::size_t>& letters,
                                std::vector<LineSpan>& spans) {
  std::vector<Guess> guesses(letters.size());
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (!ChannelKind(span.channel).was_utf8()) return;
    for (InferredCharacter& one : span.inferred) {
      const auto letter = std::find(letters.begin(), letters.end(), begin + one.offset);
      if (letter != letters.end() && one.probability < kSettled)
        guesses[static_cast<std::size_t>(letter - letters.begin())] = {&span, &one};
    }
  });
  return guesses;
}

/// How probable it is that the words have the character of the best of them there.
double share_of(const std::vector<Word>& words, const Word& best, std::size_t at) {
  double same = 0;
  double all = 0;
  for (const Word& word : words) {
    const double share = std::exp(kScale * (word.log_probability - best.log_probability));
    all += share;
    same += word.text[at] == best.text[at] ? share : 0;
  }
  return same / all;
}

}  // namespace

void name_spaced_words(std::u32string_view line, const LanguageModel& model,
                       std::vector<LineSpan>& spans) {
  if (spans.empty()) return;
  const std::u32string text = apply_spans(line, spans);
  const std::vector<std::size_t> letters = find_letters(text);
  if (letters.empty()) return;
  const std::vector<Guess> guesses = find_guesses(letters, spans);
  if (std::all_of(guesses.begin(), guesses.end(),
                  [](const Guess& guess) { return guess.one == nullptr; }))
    return;
  std::vector<Word> words = {{{}, model.start(), 0}};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t cp = text[letters[i]];
    words = read_on(model, guesses[i].one != nullptr ? candidates_of(cp) : std::u32string(1, cp),
                    words);
  }
  const std::u32string_view rest = std::u32string_view(text).substr(letters.back() + 1);
  const std::size_t colon = rest.find_first_of(U"：:");
  const Token behind = colon == rest.npos ? kBoundary : model.token(rest[colon]);
  for (Word& word : words)
    word.log_probability += model.score(word.context, behind).log_probability;
  const Word& best = *std::min_element(words.begin(), words.end(), is_likelier);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (guesses[i].one == nullptr) continue;
    InferredCharacter& one = *guesses[i].one;
    one.character = one.best = guesses[i].span->after[one.offset] = best.text[i];
    one.probability = std::min(kMostShare, share_of(words, best, i));
  }
}

}  // namespace fuyuan
