#include "text/utf8_census.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace fuyuan {

Utf8Census count_utf8(std::string_view bytes) noexcept {
  constexpr std::string_view kMark = "\x84\x31\xA4\x37";
  constexpr std::string_view kEuro = "\xA2\xE3";
  Utf8Census census;
  census.has_marks = bytes.find(kMark) != std::string_view::npos;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = read_utf8(bytes.substr(at)).length;
    census.whole += length > 2 ? 1 : 0;
    census.stray += length == 0 ? 1 : 0;
    census.has_marks |= length == 0 && at > 0 && bytes.substr(at - 1, 2) == kEuro;
    at += std::max<std::size_t>(length, 1);
  }
  return census;
}

}  // namespace fuyuan
