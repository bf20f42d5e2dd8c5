#include "restore/repair/lost_signs.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/closing_sign.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Probabilities: surer guesses stay. The model knows sentences, and is sure of them; but what is
/// quoted ends there, which it does not see.
constexpr double kHardlySure = 0.8;
constexpr double kSettled = 0.95;
constexpr double kShare = 0.8;  ///< of what is named instead

constexpr char32_t kColon = U'：';
constexpr char32_t kComma = U'，';
constexpr char32_t kTimes = U'×';
constexpr std::u32string_view kComparisons = U"＞＜";
constexpr std::size_t kLongestLabel = 8;  ///< hanzi
constexpr std::size_t kShortestLabel = 2;
constexpr std::size_t kLeastValues = 3;  ///< lines of labels and numbers that tell of such a list

bool is_quote(char32_t cp) { return cp == U'"' || cp == U'\''; }

/// Whether it may be another sign, by the bytes that are left of it.
bool may_be_other(const InferredCharacter& one) {
  return one.probability < kSettled && (leave_same_rest(one.best, kColon) ||
                                        leave_same_rest(one.best, kTimes) || one.best == U'、');
}

/// A value that a label has, or one of which the first character was lost.
bool begins_value(std::u32string_view behind) {
  constexpr std::u32string_view kSigns = U"+-_$￥¥#%{*";
  if (behind.empty()) return false;
  const char32_t cp = behind[0];
  return is_digit(cp) || is_letter(cp) || cp == kReplacement ||
         kSigns.find(cp) != std::u32string_view::npos;
}

/// `%d`, `{0}`, `${name}`: what a program puts a value in the place of.
bool begins_placeholder(std::u32string_view behind) {
  if (behind.size() < 2 || std::u32string_view(U"%{$").find(behind[0]) == std::u32string_view::npos)
    return false;
  constexpr std::u32string_view kInside = U"{(._-$";
  return is_letter(behind[1]) || is_digit(behind[1]) || kInside.find(behind[1]) != kInside.npos;
}

/// The same for a number.
bool begins_number(std::u32string_view behind) {
  return !behind.empty() && (is_digit(behind[0]) || behind[0] == kReplacement);
}

/// Whether nothing but a number and its unit stands there up to the end of the line.
bool is_number_with_unit(std::u32string_view text) {
  constexpr std::size_t kLongestUnit = 3;
  constexpr std::u32string_view kOfNumbers = U".-:";
  // Amounts are set flush right.
  while (text.starts_with(U' ')) text.remove_prefix(1);
  if (text.starts_with(U'-')) text.remove_prefix(1);
  if (!begins_number(text)) return false;
  const auto is_of_number = [&](char32_t cp) {
    return is_digit(cp) || cp == kReplacement || kOfNumbers.find(cp) != std::u32string_view::npos;
  };
  while (!text.empty() && is_of_number(text[0])) text.remove_prefix(1);
  if (text.ends_with(U'\r')) text.remove_suffix(1);
  return text.size() <= kLongestUnit && std::none_of(text.begin(), text.end(), [](char32_t cp) {
           return cp == U'，' || cp == U'。';
         });
}

/// Whether a few hanzi stand before `at` that begin the line or are apart from what is before them
/// by more than a blank, as labels are.
bool is_behind_label(std::u32string_view text, std::size_t at) {
  std::size_t begin = at;
  std::size_t hanzi = 0;
  while (begin > 0 && (is_han(text[begin - 1]) || (text[begin - 1] == U'　' && hanzi > 0))) {
    hanzi += is_han(text[--begin]) ? 1 : 0;
    if (text.substr(begin).starts_with(U"　　") && hanzi >= kShortestLabel) break;
  }
  if (hanzi < kShortestLabel || hanzi > kLongestLabel) return false;
  const std::u32string_view before = text.substr(0, begin);
  // Nothing but the sign of a list, or a column before it.
  const bool begins_line = std::none_of(before.begin(), before.end(), [](char32_t cp) {
    return is_han(cp) || is_letter(cp) || is_digit(cp);
  });
  return begins_line || before.ends_with(U'"') || before.ends_with(U'\'') ||
         text.substr(begin).starts_with(U"　") || before.ends_with(U"  ") ||
         before.ends_with(U"] ") || before.ends_with(U'\t');
}

/// Whether a line is nothing but a label, the sign at `at`, and a number with its unit.
bool is_label_of_value(std::u32string_view text, std::size_t at) {
  return is_behind_label(text, at) && is_number_with_unit(text.substr(at + 1));
}

/// Whether a sentence ends in the text.
bool has_stop(std::u32string_view text) {
  return text.find_first_of(U"。！？") != std::u32string_view::npos;
}

/// What stands in the string that is open before `at`, which `quote` closes behind it. `It's` and
/// `27"` open none.
std::optional<std::u32string_view> find_string_text(std::u32string_view text, std::size_t at,
                                                    char32_t quote) {
  constexpr std::size_t kReach = 400;  // symbols
  std::optional<std::size_t> open;
  for (std::size_t i = at - std::min(at, kReach); i < at; ++i) {
    if (text[i] != quote) continue;
    const bool is_behind_word = i > 0 && (is_letter(text[i - 1]) || is_digit(text[i - 1]));
    const bool opens = !open && !is_behind_word;
    open = opens ? std::optional(i + 1) : std::nullopt;
  }
  if (!open) return std::nullopt;
  return text.substr(*open, at - *open);
}

/// Of UTF-8 that was read byte by byte, few last bytes are lost, and those of most signs are none.
bool may_lose_signs(const LineSpan& span) {
  const ChannelKind kind(span.channel);
  return kind.was_utf8() && (kind.misread() == nullptr || !kind.misread()->reads_single_bytes());
}

/// Whether code puts a value behind a string: `"：", count`, but no other string.
bool joins_value(std::u32string_view behind) {
  constexpr std::u32string_view kJoins = U",+%.&";
  const std::size_t sign = std::min(behind.find_first_not_of(U' '), behind.size());
  if (sign == behind.size() || kJoins.find(behind[sign]) == std::u32string_view::npos) return false;
  const std::size_t next = behind.find_first_not_of(U' ', sign + 1);
  return next != std::u32string_view::npos &&
         (is_letter(behind[next]) || behind[next] == U'_' || behind[next] == U'$');
}

/// Of signs, those that may end a text: what a comma ends goes on.
constexpr std::u32string_view kEnds = U"：！？。";
/// The same in markup, where the lines of a verse are elements as well.
constexpr std::u32string_view kElementEnds = U"：！？，。、";
/// Signs that stand between other things.
constexpr std::u32string_view kBetween = U"，；＞＜＝－．、";

bool is_between_or_colon(char32_t cp) {
  return cp == kColon || kBetween.find(cp) != std::u32string_view::npos;
}

/// What stands at the end of a string instead of `best`.
ClosingSign choose_before_quote(std::u32string_view string, std::u32string_view behind,
                                char32_t best, const SignCounts& known) {
  // What it opened would be closed in what is joined.
  if (best == U'（' && joins_value(behind) && behind.find(U'）') == std::u32string_view::npos)
    return {kColon, kShare};
  if (!is_between_or_colon(best)) return {best, 1};
  if (joins_value(behind)) return {best == U'、' ? best : kColon, kShare};
  return find_closing_sign(string, best, kEnds, known);
}

/// Whether a string ends in the sign at `at`, and no value is joined to it.
bool is_sign_at_end(std::u32string_view text, std::size_t at) {
  if (kEnds.find(text[at]) == std::u32string_view::npos) return false;
  const std::u32string_view behind = text.substr(at + 1);
  if (behind.empty() || !is_quote(behind[0]) || joins_value(behind.substr(1))) return false;
  const auto string = find_string_text(text, at, behind[0]);
  return string && !string->empty();
}

/// What ends a string or an element there; nothing where neither ends.
std::optional<ClosingSign> choose_at_end(std::u32string_view text, std::size_t at, char32_t best,
                                         const SignCounts& known) {
  std::u32string_view behind = text.substr(at + 1);
  if (behind.starts_with(U"\\n")) behind.remove_prefix(2);
  if (at == 0 || behind.empty()) return std::nullopt;
  if (is_quote(behind[0])) {
    // A string that is one sign separates, or replaces: nothing ends there.
    const auto string = find_string_text(text, at, behind[0]);
    if (!string || string->empty()) return std::nullopt;
    return choose_before_quote(*string, behind.substr(1), best, known);
  }
  if (!is_between_or_colon(best)) return std::nullopt;
  const std::optional<std::u32string> element = find_element_text(text, at);
  if (!element || element->empty()) return std::nullopt;
  return find_closing_sign(*element, best, kElementEnds, {});
}

}  // namespace

void LostSigns::add(std::u32string_view known) {
  for (std::size_t at = 0; at < known.size(); ++at) {
    const char32_t cp = known[at];
    if (is_sign_at_end(known, at)) ++ending_signs_[cp];
    values_ += cp == kReplacement && is_label_of_value(known, at) ? 1 : 0;
    compares_ |= kComparisons.find(cp) != std::u32string_view::npos;
    // `另外，` at the beginning of a sentence is no label without its colon.
    if (cp == kColon || (cp == kComma && begins_value(known.substr(at + 1))))
      (cp == kColon ? colons_ : commas_) += is_behind_label(known, at) ? 1 : 0;
  }
}

bool LostSigns::may_matter(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return may_lose_signs(span) &&
           std::any_of(span.inferred.begin(), span.inferred.end(), may_be_other);
  });
}

char32_t LostSigns::choose_for_label(std::u32string_view text, std::size_t at,
                                     char32_t best) const {
  const std::u32string_view behind = text.substr(at + 1);
  if (at == 0 || !begins_value(behind)) return best;
  if (kComparisons.find(best) != std::u32string_view::npos && !compares_)
    return is_han(text[at - 1]) ? kColon : best;
  // A semicolon separates clauses, and a label is none.
  const bool writes_labels = colons_ > commas_ || best == U'；';
  return writes_labels && !has_stop(behind) && is_behind_label(text, at) ? kColon : best;
}

char32_t LostSigns::choose(std::u32string_view text, std::size_t at,
                           const InferredCharacter& one) const {
  const char32_t best = one.best;
  const std::u32string_view behind = text.substr(at + 1);
  // A sentence has no number for its end, and several lines do not begin so.
  if (values_ >= kLeastValues && values_ + colons_ > commas_ && leave_same_rest(best, kColon) &&
      is_label_of_value(text, at))
    return kColon;
  if (one.probability >= kHardlySure) return best;
  if (leave_same_rest(best, kTimes)) {
    const bool is_factor = at > 0 && is_han(text[at - 1]) && begins_number(behind);
    return is_factor ? kTimes : best;
  }
  if (best != U'、' && at > 0 && text[at - 1] == U'吗') return U'？';
  // What it stands for is a value, and what a value stands behind is its label.
  if (kBetween.find(best) != kBetween.npos && leave_same_rest(best, kColon) && at > 0 &&
      is_han(text[at - 1]) && begins_placeholder(behind))
    return kColon;
  return best == U'、' ? best : choose_for_label(text, at, best);
}

void LostSigns::name(std::u32string_view line, std::vector<LineSpan>& spans) const {
  if (!may_matter(spans)) return;
  const std::u32string text = apply_spans(line, spans);
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (!may_lose_signs(span)) return;
    for (InferredCharacter& one : span.inferred) {
      if (!may_be_other(one)) continue;
      const std::size_t at = begin + one.offset;
      const ClosingSign closing =
          choose_at_end(text, at, one.best, ending_signs_).value_or(ClosingSign{});
      const char32_t sign = closing.sign != 0 ? closing.sign : choose(text, at, one);
      if (sign == one.best) continue;
      one.character = one.best = span.after[one.offset] = sign;
      one.probability = closing.sign != 0 ? std::min(closing.share, kShare) : kShare;
    }
  });
}

}  // namespace fuyuan
