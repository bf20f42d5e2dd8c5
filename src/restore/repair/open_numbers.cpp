#include "restore/repair/open_numbers.hpp"

#include <algorithm>
#include <string>

#include "restore/decode/placed_spans.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Probabilities: years and dates make digits surer than that, and lists name their numbers.
constexpr double kTold = 0.8;
constexpr double kToldAmongDigits = 0.6;  ///< of another sign where a digit may stand as well

bool is_wide_digit(char32_t cp) { return cp >= U'０' && cp <= U'９'; }

bool is_circled_number(char32_t cp) { return cp >= U'①' && cp <= U'⑳'; }

/// Whether the numeral is a day of the week, but for those the bytes of which nothing shares.
bool is_day(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kDays = U"一二三五";
  const std::u32string_view before = text.substr(0, at);
  return kDays.find(text[at]) != std::u32string_view::npos &&
         (before.ends_with(U"星期") || before.ends_with(U"礼拜") || before.ends_with(U"周"));
}

/// Whether digits of full width stand within a few symbols to either side, `炮９退`.
bool is_among_wide_digits(std::u32string_view known, std::size_t at) {
  constexpr std::size_t kReach = 3;  // symbols
  const std::size_t begin = at - std::min(at, kReach);
  const std::u32string_view near = known.substr(begin, 2 * kReach + 1);
  return std::any_of(near.begin(), near.end(), is_wide_digit);
}

}  // namespace

void withdraw_open_numbers(std::u32string_view line, std::vector<LineSpan>& spans) {
  const auto may_be_number = [](const InferredCharacter& one) {
    return one.probability < kTold && one.character != kReplacement;
  };
  if (std::none_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
        return std::any_of(span.inferred.begin(), span.inferred.end(), may_be_number);
      })) {
    return;
  }
  const std::u32string text = apply_spans(line, spans);
  const std::u32string known = apply_known(line, spans);
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    for (InferredCharacter& one : span.inferred) {
      if (!may_be_number(one)) continue;
      const std::size_t at = begin + one.offset;
      const bool may_be_digit = one.probability < kToldAmongDigits &&
                                leave_same_rest(one.character, U'０') &&
                                is_among_wide_digits(known, at);
      if (may_be_digit || is_wide_digit(one.character) || is_circled_number(one.character) ||
          is_day(text, at)) {
        one.character = span.after[one.offset] = kReplacement;
      }
    }
  });
}

}  // namespace fuyuan
