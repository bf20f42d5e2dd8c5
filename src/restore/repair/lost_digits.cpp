#include "restore/repair/lost_digits.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "restore/decode/placed_spans.hpp"
#include "text/area_code.hpp"
#include "text/char_class.hpp"
#include "text/measure_words.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// `rest`: what is left, where `#` is any digit; behind it stands one of `units`.
struct Usual {
  std::u32string_view rest;
  std::u32string_view units;
  DigitGuess first;
};

/// Behind years: `2001-2005`, `2001-06-07`.
constexpr std::u32string_view kDashes = U"-—－–～至";

/// Shares of such numbers behind characters that are not ASCII, in the training texts (500,000
/// numbers): all for which one digit has four fifths.
constexpr Usual kUsual[] = {
    // Years, with the century they are mostly of.
    {U"0##", U"年", {U'2', 0.996}},
    {U"9##", U"年", {U'1', 0.999}},
    {U"8##", U"年", {U'1', 0.992}},
    {U"7##", U"年", {U'1', 0.983}},
    {U"6##", U"年", {U'1', 0.966}},
    {U"5##", U"年", {U'1', 0.966}},
    {U"4##", U"年", {U'1', 0.966}},
    {U"3##", U"年", {U'1', 0.966}},
    {U"0##", U"-—－–～至）)》/”“", {U'2', 0.93}},
    {U"9##", U"-—－–～至）)》/”“", {U'1', 0.98}},
    {U"8##", U"-—）)", {U'1', 0.95}},
    {U"7##", U"-—）)", {U'1', 0.95}},
    {U"6##", U"-—）)", {U'1', 0.95}},
    {U"0##", U" ", {U'2', 0.82}},
    {U"9##", U" ", {U'1', 0.85}},
    // Months, hours and centuries.
    {U"0", U"月", {U'1', 0.999}},
    {U"1", U"月", {U'1', 0.991}},
    {U"2", U"月", {U'1', 0.998}},
    {U"1", U"点", {U'1', 0.91}},
    {U"2", U"点", {U'1', 0.94}},
    {U"2", U"时", {U'1', 0.81}},
    {U"4", U"小", {U'2', 0.98}},
    {U"8", U"小", {U'4', 0.90}},
    {U"0", U"世", {U'2', 0.96}},
    {U"1", U"世", {U'2', 0.985}},
    {U"5", U"世", {U'1', 0.99}},
    {U"6", U"世", {U'1', 0.99}},
    {U"7", U"世", {U'1', 0.99}},
    {U"8", U"世", {U'1', 0.99}},
    {U"9", U"世", {U'1', 0.99}},
    // Round numbers.
    {U"00", U"%％", {U'1', 0.89}},
    {U"00", U"周", {U'1', 0.91}},
};

/// Years of our days need no unit, unless what stands behind says that things are counted.
constexpr std::u32string_view kOurDays[] = {U"01#", U"02#"};
constexpr std::u32string_view kOtherMeasures = U".生";
constexpr DigitGuess kOurCentury = {U'2', 0.95};

/// Digits of a subscriber's number, which may stand in two groups: `8888 1234`.
std::size_t count_subscriber_digits(std::u32string_view text) {
  const std::size_t first = count_digits(text);
  if (first == text.size() || (text[first] != U' ' && text[first] != U'-')) return first;
  return first + count_digits(text.substr(first + 1));
}

/// Whether a telephone number is announced right before `at`. Other numbers have hyphens as well.
bool is_behind_telephone_label(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kReach = 8;  // characters
  constexpr std::u32string_view kLabels[] = {U"电话", U"传真", U"热线", U"手机", U"座机", U"联系",
                                             U"咨询", U"Tel",  U"TEL",  U"Fax",  U"FAX"};
  const std::size_t begin = at - std::min(at, kReach);
  const std::u32string_view before = text.substr(begin, at - begin);
  return std::any_of(std::begin(kLabels), std::end(kLabels), [&](std::u32string_view label) {
    return before.find(label) != std::u32string_view::npos;
  });
}

/// Whether what stands behind a year's dash may: a month, another year, or no number. Numbers of
/// articles and telephones have dashes as well.
bool may_follow_year(std::u32string_view behind) {
  constexpr std::size_t kOfMonth = 2;
  constexpr std::size_t kOfYear = 4;
  const std::size_t digits = count_digits(behind);
  if (digits == 0 || (digits < kOfMonth && behind[0] != U'0')) return true;
  if (digits == kOfMonth) return behind[0] == U'0' || (behind[0] == U'1' && behind[1] <= U'2');
  return digits == kOfYear && (behind[0] == U'1' || behind.starts_with(U"20")) &&
         at_or_end(behind, kOfYear) != U'元';
}

bool fits(std::u32string_view text, std::u32string_view pattern) {
  return text.size() >= pattern.size() &&
         std::equal(pattern.begin(), pattern.end(), text.begin(), [](char32_t wanted, char32_t cp) {
           return wanted == U'#' ? is_digit(cp) : wanted == cp;
         });
}

bool is_lost_digit(const InferredCharacter& one) { return one.character == kReplacement; }

}  // namespace

std::optional<DigitGuess> guess_telephone_digit(std::u32string_view text, std::size_t at) {
  // Area codes begin with 0, and mobile numbers with 1. Only behind long codes a number may have
  // seven digits.
  constexpr std::size_t kOfShortCode = 2;
  constexpr std::size_t kOfLongCode = 3;
  constexpr std::size_t kOfSubscriber = 8;
  constexpr double kSure = 0.99;
  if (!is_behind_telephone_label(text, at)) return std::nullopt;
  const std::u32string_view rest = text.substr(at + 1);
  const std::size_t left = count_digits(rest);
  if (left < kOfShortCode || left > kOfLongCode || left == rest.size() || rest[left] != U'-')
    return std::nullopt;
  const std::size_t subscriber = count_subscriber_digits(rest.substr(left + 1));
  if (subscriber != kOfSubscriber && (subscriber != kOfSubscriber - 1 || left != kOfLongCode))
    return std::nullopt;
  if (area_code_without_zero(rest) != 0) return DigitGuess{U'0', kSure};
  const bool may_be_mobile = left == kOfShortCode && rest[0] >= U'3';
  return may_be_mobile ? std::optional(DigitGuess{U'1', kSure}) : std::nullopt;
}

std::optional<DigitGuess> guess_by_unit(std::u32string_view rest) {
  for (const Usual& usual : kUsual) {
    const std::size_t size = usual.rest.size();
    if (fits(rest, usual.rest) && size < rest.size() &&
        usual.units.find(rest[size]) != std::u32string_view::npos &&
        (kDashes.find(rest[size]) == std::u32string_view::npos ||
         may_follow_year(rest.substr(size + 1)))) {
      return usual.first;
    }
  }
  const bool is_of_our_days =
      std::any_of(std::begin(kOurDays), std::end(kOurDays), [&](std::u32string_view digits) {
        if (!fits(rest, digits) || count_digits(rest) > digits.size()) return false;
        if (rest.size() == digits.size()) return true;
        const char32_t unit = rest[digits.size()];
        if (kDashes.find(unit) != std::u32string_view::npos &&
            !may_follow_year(rest.substr(digits.size() + 1)))
          return false;
        return kMeasureWords.find(unit) == std::u32string_view::npos &&
               kOtherMeasures.find(unit) == std::u32string_view::npos;
      });
  if (is_of_our_days) return kOurCentury;
  return std::nullopt;
}

bool lacks_digits(std::span<const LineSpan> spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return std::any_of(span.inferred.begin(), span.inferred.end(), is_lost_digit);
  });
}

void name_lost_digits(std::u32string_view line, std::size_t number, const ListNumbers& lists,
                      std::vector<LineSpan>& spans) {
  if (!lacks_digits(spans)) return;
  const std::u32string text = apply_spans(line, spans);
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    for (InferredCharacter& one : span.inferred) {
      if (!is_lost_digit(one)) continue;
      const std::size_t at = begin + one.offset;
      auto guess = guess_telephone_digit(text, at);
      if (!guess) guess = guess_by_unit(std::u32string_view(text).substr(at + 1));
      if (!guess) guess = lists.guess(number, at);
      if (!guess) continue;
      one.character = one.best = span.after[one.offset] = guess->digit;
      one.probability *= guess->share;
    }
  });
}

}  // namespace fuyuan
