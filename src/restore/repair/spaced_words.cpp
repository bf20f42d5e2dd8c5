#include "restore/repair/spaced_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/last_byte.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kMostLetters = 10;
constexpr std::size_t kBeam = 64;
constexpr double kSettled = 0.95;   ///< of a guess: it counts as known
constexpr double kMostShare = 0.9;  ///< of what is named here
constexpr double kMostLoss = 0.7;   ///< nats, of how sure the search was of all of them
/// N-grams are surer than they ought to be.
constexpr double kScale = 0.8;

/// A guess, and the span that it belongs to; nullptr: the character is known.
struct Guess {
  LineSpan* span = nullptr;
  InferredCharacter* one = nullptr;

  void name(char32_t cp, double probability) const {
    one->character = one->best = span->after[one->offset] = cp;
    one->probability = probability;
  }
};

/// What a line becomes, with the guesses in it.
struct Text {
  std::u32string symbols;
  std::vector<Guess> guesses;  ///< by symbol

  bool is_open(std::size_t at) const {
    return guesses[at].one != nullptr && guesses[at].one->probability < kSettled;
  }

  /// Marks swallow blanks as well: what is guessed to have stood there is no hanzi at least.
  bool is_blank(std::size_t at) const {
    const char32_t cp = symbols[at];
    if (cp == U' ' || cp == U'\u3000') return true;
    return guesses[at].one != nullptr &&
           (cp == kReplacement || (cp < 0x80 && !is_letter(cp) && !is_digit(cp)));
  }
};

Text read(std::u32string_view line, std::vector<LineSpan>& spans) {
  Text text{apply_spans(line, spans), {}};
  text.guesses.resize(text.symbols.size());
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (!ChannelKind(span.channel).was_utf8()) return;
    for (InferredCharacter& one : span.inferred) {
      text.guesses[begin + one.offset] = {&span, &one};
    }
  });
  return text;
}

/// The places of hanzi that stand apart, as far as they are as far apart as the last two; empty
/// where there are fewer, or one belongs to a word.
std::vector<std::size_t> find_letters(const Text& text, std::size_t end) {
  std::vector<std::size_t> letters;
  std::size_t width = 0;
  for (std::size_t at = end; at > 0;) {
    if (!is_han(text.symbols[at - 1])) return {};
    letters.push_back(--at);
    std::size_t gap = 0;
    while (at > gap && text.is_blank(at - gap - 1)) ++gap;
    if (at == gap) break;
    if (gap == 0) return {};
    if (width == 0) width = gap;
    if (gap != width) break;
    at -= gap;
  }
  std::reverse(letters.begin(), letters.end());
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

/// Whether no hanzi stands before `at`, and no label.
bool begins_line(std::u32string_view text, std::size_t at) {
  const std::u32string_view before = text.substr(0, at);
  return std::none_of(before.begin(), before.end(),
                      [](char32_t cp) { return is_han(cp) || cp == U'：' || cp == U':'; });
}

/// Names the letters of one word before `end`.
void name_word(const Text& text, const std::vector<std::size_t>& letters, std::size_t end,
               const LanguageModel& model) {
  std::vector<Word> words = {{{}, model.start(), 0}};
  for (const std::size_t at : letters) {
    const char32_t cp = text.symbols[at];
    words = read_on(model,
                    text.is_open(at) ? hanzi_of_rest(without_last_byte(cp)) : std::u32string(1, cp),
                    words);
  }
  const Token behind = end < text.symbols.size() ? model.token(text.symbols[end]) : kBoundary;
  for (Word& word : words)
    word.log_probability += model.score(word.context, behind).log_probability;
  const Word& best = *std::min_element(words.begin(), words.end(), is_likelier);
  double least = kMostShare;
  double gain =
      0;  // nats: rows of single characters are no words, and the search knew more of each
  std::vector<double> shares(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!text.is_open(letters[i])) continue;
    shares[i] = std::min(kMostShare, share_of(words, best, i));
    least = std::min(least, shares[i]);
    gain += std::log(shares[i] / text.guesses[letters[i]].one->probability);
  }
  if (gain < -kMostLoss) return;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (text.is_open(letters[i])) text.guesses[letters[i]].name(best.text[i], shares[i]);
  }
  for (std::size_t at = letters.front(); at < letters.back(); ++at) {
    const Guess& guess = text.guesses[at];
    const char32_t cp = text.symbols[at];
    const bool is_known = is_han(cp) || cp == U' ' || cp == U'\u3000';
    if (guess.one != nullptr && !is_known) guess.name(U' ', least);
  }
}

}  // namespace

void name_spaced_words(std::u32string_view line, const LanguageModel& model,
                       std::vector<LineSpan>& spans) {
  const auto is_doubtful = [](const InferredCharacter& one) { return one.probability < kSettled; };
  if (std::none_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
        return std::any_of(span.inferred.begin(), span.inferred.end(), is_doubtful);
      })) {
    return;
  }
  const Text text = read(line, spans);
  std::size_t size = text.symbols.size();
  while (size > 0 && (text.symbols[size - 1] == U'\r' || text.is_blank(size - 1))) --size;
  for (std::size_t end = 1; end <= size; ++end) {
    const bool is_label = end < size && (text.symbols[end] == U'：' || text.symbols[end] == U':');
    if (!is_label && end < size) continue;
    const std::vector<std::size_t> letters = find_letters(text, end);
    if (letters.empty() || (!is_label && !begins_line(text.symbols, letters.front()))) continue;
    if (std::any_of(letters.begin(), letters.end(),
                    [&](std::size_t at) { return text.is_open(at); }))
      name_word(text, letters, end, model);
  }
}

}  // namespace fuyuan
