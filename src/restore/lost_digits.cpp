#include "restore/lost_digits.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// `rest`: what is left, where `#` is any digit; behind it stands one of `units`.
struct Usual {
  std::u32string_view rest;
  std::u32string_view units;
  DigitGuess first;
};

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
constexpr std::u32string_view kMeasures = U"万亿多余元个人米吨家名公块件台.生";
constexpr DigitGuess kOurCentury = {U'2', 0.95};

/// The same of numbers in lists, by what is known of their neighbours.
constexpr double kBetween = 0.97;
constexpr double kBeforeSecond = 0.95;
constexpr double kBehindTwo = 0.8;

bool fits(std::u32string_view text, std::u32string_view pattern) {
  return text.size() >= pattern.size() &&
         std::equal(pattern.begin(), pattern.end(), text.begin(), [](char32_t wanted, char32_t cp) {
           return wanted == U'#' ? is_digit(cp) : wanted == cp;
         });
}

std::optional<DigitGuess> guess_by_unit(std::u32string_view rest) {
  for (const Usual& usual : kUsual) {
    const std::size_t size = usual.rest.size();
    if (fits(rest, usual.rest) && size < rest.size() &&
        usual.units.find(rest[size]) != std::u32string_view::npos) {
      return usual.first;
    }
  }
  const bool is_of_our_days =
      std::any_of(std::begin(kOurDays), std::end(kOurDays), [&](std::u32string_view digits) {
        if (!fits(rest, digits) || count_digits(rest) > digits.size()) return false;
        return rest.size() == digits.size() ||
               kMeasures.find(rest[digits.size()]) == std::u32string_view::npos;
      });
  if (is_of_our_days) return kOurCentury;
  return std::nullopt;
}

/// A number that counts what follows it: `（1）`, `1、`.
struct ListNumber {
  std::size_t begin = 0;
  char32_t kind = 0;  ///< of list: see kind_of_list
  int value = 0;      ///< -1: a digit of it is lost
};

constexpr std::u32string_view kOpening = U"（(";
constexpr std::u32string_view kClosing = U"）)";
constexpr std::u32string_view kPoints = U"、．.";
constexpr std::size_t kMostDigits = 2;

/// The kind of list that the number at `begin` counts, as what stands behind it; 0: none.
char32_t kind_of_list(std::u32string_view text, std::size_t begin, std::size_t size) {
  const std::size_t end = begin + size;
  if (size == 0 || size > kMostDigits || end >= text.size()) return 0;
  const bool is_opened = begin > 0 && kOpening.find(text[begin - 1]) != std::u32string_view::npos;
  if (kClosing.find(text[end]) != std::u32string_view::npos) return is_opened ? U'）' : 0;
  // Else it is a fraction, or one of several numbers side by side.
  const bool is_behind_digit = begin > 1 && is_digit(text[begin - 2]);
  const bool is_before_digit = end + 1 < text.size() && is_digit(text[end + 1]);
  if (is_opened || is_behind_digit || is_before_digit) return 0;
  return kPoints.find(text[end]) != std::u32string_view::npos ? text[end] : 0;
}

/// The size of the number that begins at `at`, with a digit that was lost in front; 0: none does.
std::size_t size_of_number(std::u32string_view text, std::size_t at) {
  const std::size_t lost = text[at] == kReplacement ? 1 : 0;
  return lost + count_digits(text.substr(at + lost));
}

/// The numbers of all lists, in order.
std::vector<ListNumber> find_list_numbers(std::u32string_view text) {
  std::vector<ListNumber> numbers;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t size = size_of_number(text, at);
    if (size == 0) continue;
    if (const char32_t kind = kind_of_list(text, at, size); kind != 0) {
      const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
      const std::string digits(begin, begin + static_cast<std::ptrdiff_t>(size));
      numbers.push_back({at, kind, text[at] == kReplacement ? -1 : std::stoi(digits)});
    }
    at += size - 1;
  }
  return numbers;
}

std::optional<DigitGuess> guess_by_list(std::u32string_view text,
                                        std::span<const ListNumber> numbers, std::size_t at) {
  const auto one = std::lower_bound(
      numbers.begin(), numbers.end(), at,
      [](const ListNumber& number, std::size_t begin) { return number.begin < begin; });
  if (one == numbers.end() || one->begin != at) return std::nullopt;
  const auto is_of_list = [&](const ListNumber& number) { return number.kind == one->kind; };
  const auto next = std::find_if(one + 1, numbers.end(), is_of_list);
  const bool is_last = next == numbers.end();
  const auto find_before = [&](auto from) {
    return std::find_if(from, numbers.rend(), is_of_list);
  };
  const auto previous = find_before(std::make_reverse_iterator(one));
  const bool is_first = previous == numbers.rend();
  const int before = is_first ? -1 : previous->value;
  const int after = is_last ? -1 : next->value;
  int value = 0;
  double share = 0;
  if (before > 0 && after == before + 2) {
    value = before + 1;
    share = kBetween;
  } else if (is_first && after == 2) {
    value = 1;
    share = kBeforeSecond;
  } else if (before > 1 && is_last) {
    const auto last_but_one = find_before(previous + 1);
    if (last_but_one == numbers.rend() || last_but_one->value != before - 1) return std::nullopt;
    value = before + 1;
    share = kBehindTwo;
  } else {
    return std::nullopt;
  }
  const std::string digits = std::to_string(value);
  const bool agrees = digits.size() == size_of_number(text, at) &&
                      std::equal(digits.begin() + 1, digits.end(),
                                 text.begin() + static_cast<std::ptrdiff_t>(at + 1));
  if (!agrees) return std::nullopt;
  return DigitGuess{static_cast<char32_t>(digits[0]), share};
}

std::optional<DigitGuess> guess_digit(std::u32string_view text, std::span<const ListNumber> numbers,
                                      std::size_t at) {
  const auto by_unit = guess_by_unit(text.substr(at + 1));
  return by_unit ? by_unit : guess_by_list(text, numbers, at);
}

}  // namespace

std::optional<DigitGuess> guess_digit(std::u32string_view text, std::size_t at) {
  return guess_digit(text, find_list_numbers(text), at);
}

void name_lost_digits(std::u32string_view line, std::vector<LineSpan>& spans) {
  const auto is_lost = [](const InferredCharacter& one) { return one.character == kReplacement; };
  const bool lacks_digits = std::any_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
    return std::any_of(span.inferred.begin(), span.inferred.end(), is_lost);
  });
  if (!lacks_digits) return;
  const std::u32string text = apply_spans(line, spans);
  const std::vector<ListNumber> numbers = find_list_numbers(text);
  std::size_t grown = 0;  // by the spans so far
  for (LineSpan& span : spans) {
    for (InferredCharacter& one : span.inferred) {
      if (!is_lost(one)) continue;
      const auto guess = guess_digit(text, numbers, span.begin + grown + one.offset);
      if (!guess) continue;
      one.character = one.best = span.after[one.offset] = guess->digit;
      one.probability *= guess->share;
    }
    grown += span.after.size() - (span.end - span.begin);
  }
}

}  // namespace fuyuan
