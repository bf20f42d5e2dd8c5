#include "restore/repair/shown_sign.hpp"

#include "text/symbols.hpp"

namespace fuyuan {

bool stands_alone_quoted(std::u32string_view line, std::size_t begin, std::size_t end) {
  constexpr std::u32string_view kOpening = U"`\"'“‘「『（([|";
  constexpr std::u32string_view kClosing = U"`\"'”’」』）)]|";
  const auto is_in = [](char32_t cp, std::u32string_view set) {
    return set.find(cp) != std::u32string_view::npos;
  };
  if (end - begin > 2 && is_in(line[begin], U"“‘") && is_in(line[end - 1], U"”’")) return true;
  while (begin > 0 && line[begin - 1] == U' ') --begin;
  while (end < line.size() && line[end] == U' ') ++end;
  const std::size_t mark = begin > 0 ? kOpening.find(line[begin - 1]) : std::u32string_view::npos;
  return mark != std::u32string_view::npos && end < line.size() && line[end] == kClosing[mark];
}

}  // namespace fuyuan
