#include "text/line_beginning.hpp"

#include <algorithm>
#include <iterator>

#include "text/char_class.hpp"

namespace fuyuan {

bool begins_with_sign(std::u32string_view symbols) noexcept {
  if (symbols.starts_with(U' ')) symbols.remove_prefix(1);
  if (symbols.empty()) return false;
  const char32_t first = symbols[0];
  return first > U' ' && first < 0x7F && !is_letter(first) && !is_digit(first);
}

bool begins_item(std::u32string_view symbols) noexcept {
  constexpr std::u32string_view kItems[] = {U"- ", U"* ", U"// ", U" * ", U" */"};
  return std::any_of(std::begin(kItems), std::end(kItems),
                     [&](std::u32string_view item) { return symbols.starts_with(item); });
}

bool is_behind_bullet(std::u32string_view symbols, std::size_t at) noexcept {
  if (at == 0 || at + 1 >= symbols.size() || symbols[at - 1] < 0x80) return false;
  std::u32string_view before = symbols.substr(0, at - 1);
  while (!before.empty() && (before.back() == U' ' || before.back() == U'\t'))
    before.remove_suffix(1);
  return before.empty() || before.back() == U'"' || before.back() == U'\'';
}

}  // namespace fuyuan
