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

}  // namespace fuyuan
