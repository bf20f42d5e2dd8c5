#include "text/item_count.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kMostDigits = 4;  ///< longer numbers are data

/// A number at the beginning of an item.
struct Numbered {
  std::size_t value = 0;
  std::size_t length = 0;  ///< symbols, with the one behind the digits
  char32_t separator = 0;
};

/// What may stand behind the number of an item: `3.5`, `8:30` and `3 ` count nothing.
bool may_follow(std::u32string_view behind, std::size_t digits) {
  // 、 and ， are 銆 and 锛 where they were UTF-8 and read as GBK.
  constexpr std::u32string_view kSeparators = U".),\t、，．）銆锛";
  if (behind.starts_with(U' ')) return digits > 1;
  if (behind.empty() || kSeparators.find(behind[0]) == std::u32string_view::npos) return false;
  return behind[0] != U'.' || behind.size() == 1 || !is_digit(behind[1]);
}

/// Behind a mark these say nothing by themselves: it may have taken the `(` of `(2)`, the `=` of
/// `=2,`, or a blank.
bool may_be_no_item(char32_t separator) {
  constexpr std::u32string_view kSeparators = U"),\t ，）锛";
  return kSeparators.find(separator) != std::u32string_view::npos;
}

std::optional<Numbered> read_number(std::u32string_view symbols) {
  const std::size_t digits = count_digits(symbols);
  if (digits == 0 || digits > kMostDigits || !may_follow(symbols.substr(digits), digits))
    return std::nullopt;
  Numbered result{0, digits + 1, symbols[digits]};
  for (const char32_t digit : symbols.substr(0, digits))
    result.value = result.value * 10 + (digit - U'0');
  return result;
}

}  // namespace

void ItemCount::begin_line(std::u32string_view symbols) {
  ++lines_;
  symbols.remove_prefix(std::min(symbols.find_first_not_of(U' '), symbols.size()));
  const auto number = read_number(symbols);
  if (!number) return;
  Last& last = last_[number->separator];
  if (last.value != 0 && last.value + 1 == number->value) items_.insert(last.item);
  last = {number->value, std::u32string(symbols.substr(0, number->length)), lines_, true};
}

bool ItemCount::goes_on(std::u32string_view symbols) {
  const auto number = read_number(symbols);
  if (!number) return false;
  Last& last = last_[number->separator];
  // One in each line is a column.
  const bool is_next =
      last.value != 0 && last.value + 1 == number->value &&
      (last.begins_line || (last.line == lines_ && !may_be_no_item(number->separator)));
  if (!is_next && number->value != 1) return false;
  std::u32string item(symbols.substr(0, number->length));
  if (is_next) {
    items_.insert(last.item);
    items_.insert(item);
  }
  last = {number->value, std::move(item), lines_, last.begins_line};
  return is_next;
}

bool ItemCount::is_item(std::u32string_view symbols) const {
  for (std::size_t size = 1; size <= std::min(longest_opening_, symbols.size()); ++size) {
    if (openings_.find(symbols.substr(0, size)) != openings_.end()) return true;
  }
  const auto number = items_.empty() ? std::nullopt : read_number(symbols);
  return number && items_.find(symbols.substr(0, number->length)) != items_.end();
}

}  // namespace fuyuan
