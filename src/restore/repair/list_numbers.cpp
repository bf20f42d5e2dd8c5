#include "restore/repair/list_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

// Shares of lists in the training texts (paragraphs, 20,000 numbers) that go on like that, a little
// lower for what else may come between two lines.
constexpr double kBetween = 0.97;      ///< as many are lost as the others leave out
constexpr double kBehindOne = 0.95;    ///< the first of a list
constexpr double kBehindTwo = 0.9;     ///< neighbours
constexpr double kOneMore = 0.93;      ///< lost in a row
constexpr double kBetweenLists = 0.9;  ///< the first ones of a list, behind another
constexpr double kAllLost = 0.88;      ///< of two to four
constexpr double kAlone = 0.7;         ///< 1, if nothing tells that there are others
constexpr std::size_t kMostLost = 4;

constexpr std::u32string_view kOpening = U"（(";
constexpr std::u32string_view kClosing = U"）)";
constexpr std::u32string_view kPoints = U"、．.";
constexpr char32_t kBehindNumbersOnly = U'、';  ///< a point is that of a fraction as well
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

}  // namespace

void ListNumbers::add(std::size_t line, std::u32string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t lost = text[at] == kReplacement ? 1 : 0;
    const std::size_t size = lost + count_digits(text.substr(at + lost));
    if (size == 0) continue;
    if (const char32_t kind = kind_of_list(text, at, size); kind != 0) {
      Number number{line, at, {}};
      for (const char32_t cp : text.substr(at, size))
        number.digits.push_back(cp == kReplacement ? '?' : static_cast<char>(cp));
      lists_[kind].push_back(std::move(number));
    }
    at += size - 1;
  }
}

std::optional<ListNumbers::ValueGuess> ListNumbers::guess_last(const List& list, std::size_t known,
                                                               std::size_t index) {
  const auto last = static_cast<std::size_t>(list[known].value());
  const bool begins = known == 0 && last == 1;
  const bool follows =
      known > 0 && (list[known - 1].is_known() ? list[known - 1].value() + 1 == list[known].value()
                                               : last == known + 1);
  if (!begins && !follows) return std::nullopt;
  const std::size_t steps = index - known;
  return ValueGuess{last + steps, (begins ? kBehindOne : kBehindTwo) *
                                      std::pow(kOneMore, static_cast<double>(steps - 1))};
}

std::optional<ListNumbers::ValueGuess> ListNumbers::guess_value(const List& list,
                                                                std::size_t index) {
  std::size_t begin = index;  // of those lost in a row
  while (begin > 0 && !list[begin - 1].is_known()) --begin;
  std::size_t end = index;
  while (end < list.size() && !list[end].is_known()) ++end;
  const bool is_first = begin == 0;
  const bool is_last = end == list.size();
  const std::size_t lost = end - begin;
  const std::size_t before = is_first ? 0 : static_cast<std::size_t>(list[begin - 1].value());
  const std::size_t place = index - begin + 1;
  if (is_last) {
    if (!is_first) return guess_last(list, begin - 1, index);
    if (lost > 1 && lost <= kMostLost) return ValueGuess{place, kAllLost};
    return std::nullopt;
  }
  const auto after = static_cast<std::size_t>(list[end].value());
  if (after == before + lost + 1) return ValueGuess{before + place, kBetween};
  if (after == lost + 1) return ValueGuess{place, kBetweenLists};
  if (after == 1 && !is_first) return guess_last(list, begin - 1, index);
  return std::nullopt;
}

std::optional<DigitGuess> ListNumbers::guess(std::size_t line, std::size_t at) const {
  for (const auto& [kind, list] : lists_) {
    const auto one = std::lower_bound(list.begin(), list.end(), std::tuple(line, at),
                                      [](const Number& number, const auto& place) {
                                        return std::tuple(number.line, number.at) < place;
                                      });
    if (one == list.end() || one->line != line || one->at != at) continue;
    auto guess = guess_value(list, static_cast<std::size_t>(one - list.begin()));
    if (!guess && list.size() == 1 && kind == kBehindNumbersOnly) guess = ValueGuess{1, kAlone};
    if (!guess) return std::nullopt;
    const std::string digits = std::to_string(guess->value);
    const bool agrees = digits.size() == one->digits.size() &&
                        std::equal(digits.begin() + 1, digits.end(), one->digits.begin() + 1);
    if (!agrees) return std::nullopt;
    return DigitGuess{static_cast<char32_t>(digits[0]), guess->share};
  }
  return std::nullopt;
}

}  // namespace fuyuan
