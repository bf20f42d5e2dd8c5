#include "restore/repair/latin_marks.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "restore/decode/placed_spans.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

// Shares of what stands in such places, by 1,250 marks of English in the training texts that no
// letter follows; rounded down where few were counted.
constexpr double kShareOfOpen = 0.97;  ///< closed quotations, of 795
constexpr double kShareOfStop = 0.95;  ///< the same behind a full stop or comma, of 69
constexpr double kShareOfWord = 0.8;   ///< the same behind a word, of 30: the line before opened it
constexpr double kShareOfGenitive = 0.9;  ///< all of 37
constexpr double kShareOfRange = 0.9;     ///< all of 9, of any language
/// Not counted: European texts have – there in 295 of 309 places, Chinese ones — as a rule.
constexpr double kShareOfDash = 0.8;
constexpr double kShareOfBullet = 0.6;

bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp); }

/// What a price or a temperature begins with.
bool begins_number(char32_t cp) {
  return is_digit(cp) || std::u32string_view(U"$€£¥").find(cp) != std::u32string_view::npos;
}

bool is_punctuation(char32_t cp) {
  return is_chinese_sign(char_class(cp)) || (cp < 0x80 && cp > U' ' && !is_word(cp));
}

bool is_latin_mark(char32_t cp) {
  return std::u32string_view(U"–—‘’“”•…").find(cp) != std::u32string_view::npos;
}

std::size_t count_digits_before(std::u32string_view text, std::size_t at) {
  std::size_t count = 0;
  while (count < at && is_digit(text[at - 1 - count])) ++count;
  return count;
}

/// Whether it is part of an address, a formula or a tag: what has no blank around it.
bool is_in_code(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kReach = 64;  // characters
  constexpr std::u32string_view kBlanks = U" \t";
  std::size_t begin = at;
  while (begin > 0 && at - begin < kReach && kBlanks.find(text[begin - 1]) == kBlanks.npos) --begin;
  const std::u32string_view word = text.substr(begin, at - begin + kReach);
  const std::size_t end = std::min(word.find_first_of(kBlanks, at - begin), word.size());
  return word.substr(0, end).find_first_of(U"/=&<>%") != std::u32string_view::npos;
}

/// Whether a question mark that closes the quotation, of which a byte was lost, comes before the
/// next quotation.
bool is_closed_later(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 400;  // characters
  text = text.substr(0, at + kLongest);
  const std::size_t end = std::min(text.find(U'“', at), text.size());
  for (std::size_t i = at + 1; i < end; ++i) {
    if (text[i] == U'”') return true;
    if (text[i] == U'?' && std::u32string_view(U",.!?").find(text[i - 1]) != std::u32string::npos)
      return true;
  }
  return false;
}

/// Whether the question mark at `at` is one of which a byte was lost. `is_open`: a quotation is.
bool is_lost_mark(std::u32string_view text, std::size_t at, bool is_open) {
  const char32_t before = at > 0 ? text[at - 1] : 0;
  const char32_t behind = at_or_end(text, at + 1);
  if (is_in_code(text, at)) return false;
  if (is_digit(before) && begins_number(behind)) {
    const std::size_t digits = count_digits(text.substr(at + 1));
    const std::size_t digits_before = count_digits_before(text, at);
    return !is_digit(behind) || digits == digits_before || digits + 1 == digits_before;
  }
  if (!is_open) return false;
  if (std::u32string_view(U",.!?").find(before) != std::u32string_view::npos) return true;
  // A sentence begins behind a question; a quotation that asks ends behind it.
  return is_letter(before) && (is_letter(behind) || (behind == U' ' && !is_closed_later(text, at)));
}

/// Whether the text is of Latin letters to both sides of `at`.
bool is_among_latin(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kReach = 6;  // characters
  const std::size_t begin = at - std::min(at, kReach);
  const std::u32string_view before = text.substr(begin, at - begin);
  const std::u32string_view behind = text.substr(at + 1, kReach);
  const auto has_han = [](std::u32string_view side) {
    return std::any_of(side.begin(), side.end(),
                       [](char32_t cp) { return char_class(cp) == CharClass::han; });
  };
  const auto has_word = [](std::u32string_view side) {
    return std::any_of(side.begin(), side.end(), is_word);
  };
  return !has_han(before) && !has_han(behind) && has_word(before) &&
         (behind.empty() || has_word(behind));
}

}  // namespace

void LatinMarks::add(char32_t cp) {
  if (may_close_single_ && !is_letter(cp) && !open_.empty() && open_.back() == U'‘')
    open_.pop_back();
  may_close_single_ = cp == U'’';
  if (cp == U'“' || cp == U'‘') open_.push_back(cp);
  if (cp == U'”') open_.resize(std::min(open_.rfind(U'“'), open_.size()));
  has_words_ |= is_word(cp) || (cp >= 0x80 && !is_sign(char_class(cp)));
  last_ = cp;
}

std::optional<LatinMarks::Guess> LatinMarks::guess(char32_t behind) const {
  const bool is_at_gap = behind == 0 || behind == U' ';
  // What stands before all words is a bullet, behind the signs of a comment as well.
  if (!has_words_) return is_at_gap ? std::optional(Guess{U'•', kShareOfBullet}) : std::nullopt;
  if (is_digit(last_) && begins_number(behind)) return Guess{U'–', kShareOfRange};
  if (last_ == U' ') return is_at_gap ? std::optional(Guess{U'—', kShareOfDash}) : std::nullopt;
  if (!is_at_gap && !is_punctuation(behind)) return std::nullopt;
  if (std::u32string_view(U"=&/").find(last_) != std::u32string_view::npos) return std::nullopt;
  // A mark follows, so that ’ was no apostrophe.
  std::u32string open = open_;
  if (may_close_single_ && open.ends_with(U'‘')) open.pop_back();
  if (!open.empty()) return Guess{open.back() == U'“' ? U'”' : U'’', kShareOfOpen};
  if (is_punctuation(last_)) return Guess{U'”', kShareOfStop};
  if (last_ == U's' && behind == U' ') return Guess{U'’', kShareOfGenitive};
  return Guess{U'”', kShareOfWord};
}

void append_inferred(char32_t cp, double share, LatinMarks& marks, LineSpan& span) {
  span.inferred.push_back({span.after.size(), cp, cp, share});
  span.confidence = std::min(span.confidence, share);
  span.after.push_back(cp);
  marks.add(cp);
}

void name_latin_marks(std::u32string_view line, std::vector<LineSpan>& spans) {
  const auto is_inferred_mark = [](const InferredCharacter& one) {
    return is_latin_mark(one.character);
  };
  if (std::none_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
        return std::any_of(span.inferred.begin(), span.inferred.end(), is_inferred_mark);
      })) {
    return;
  }
  std::u32string text = apply_spans(line, spans);
  LatinMarks marks;
  std::size_t added = 0;
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    for (InferredCharacter& one : span.inferred) {
      const std::size_t at = begin + one.offset;
      if (!is_inferred_mark(one) || !is_among_latin(text, at)) continue;
      for (; added < at; ++added) marks.add(text[added]);
      const auto guess = marks.guess(at + 1 < text.size() ? text[at + 1] : 0);
      if (!guess || guess->mark == one.character || guess->share <= one.probability) continue;
      one.character = one.best = span.after[one.offset] = text[at] = guess->mark;
      one.probability = guess->share;
    }
  });
}

void infer_latin_marks(double least, LineSpan& span) {
  if (!span.inferred.empty()) return;
  const std::u32string text = std::move(span.after);
  span.after.clear();
  LatinMarks marks;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t behind = at + 1 < text.size() ? text[at + 1] : 0;
    const bool is_lost = text[at] == U'?' && is_lost_mark(text, at, marks.is_open());
    const bool swallows = is_letter(behind);
    const auto guess = is_lost ? marks.guess(swallows ? U' ' : behind) : std::nullopt;
    if (!guess || guess->share < least) {
      span.after.push_back(text[at]);
      marks.add(text[at]);
      continue;
    }
    const bool lacks_digit =
        is_digit(behind) &&
        count_digits(std::u32string_view(text).substr(at + 1)) < count_digits_before(text, at);
    append_inferred(guess->mark, guess->share, marks, span);
    if (swallows) append_inferred(U' ', LatinMarks::kShareOfBlank, marks, span);
    if (lacks_digit) append_inferred(kReplacement, 1, marks, span);
  }
}

}  // namespace fuyuan
