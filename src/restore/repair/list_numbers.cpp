#include "restore/repair/list_numbers.hpp"

#include <algorithm>
#include <tuple>

#include "restore/repair/list_sequence.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kAlone = 0.7;  ///< share of lists that begin with 1, if nothing tells of others
constexpr std::size_t kMostLost = 4;
constexpr char kLostDigit = '?';

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
        number.digits.push_back(cp == kReplacement ? kLostDigit : static_cast<char>(cp));
      List& list = lists_[kind];
      const bool is_known = number.digits[0] != kLostDigit;
      list.counts.push_back(is_known ? std::optional(std::stoul(number.digits)) : std::nullopt);
      list.numbers.push_back(std::move(number));
    }
    at += size - 1;
  }
}

std::optional<DigitGuess> ListNumbers::guess(std::size_t line, std::size_t at) const {
  for (const auto& [kind, list] : lists_) {
    const std::vector<Number>& numbers = list.numbers;
    const auto one = std::lower_bound(numbers.begin(), numbers.end(), std::tuple(line, at),
                                      [](const Number& number, const auto& place) {
                                        return std::tuple(number.line, number.at) < place;
                                      });
    if (one == numbers.end() || one->line != line || one->at != at) continue;
    const auto index = static_cast<std::size_t>(one - numbers.begin());
    auto guess = guess_count(list.counts, index, kMostLost);
    if (!guess && numbers.size() == 1 && kind == kBehindNumbersOnly) guess = CountGuess{1, kAlone};
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
