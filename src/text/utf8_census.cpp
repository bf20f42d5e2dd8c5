#include "text/utf8_census.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace fuyuan {

void Utf8Census::add(std::string_view bytes, std::size_t at, std::size_t length) noexcept {
  constexpr std::string_view kMark = "\x84\x31\xA4\x37";
  constexpr std::string_view kEuro = "\xA2\xE3";
  whole += length > 2 ? 1 : 0;
  if (length > 0) return;
  ++stray;
  // The first byte of the mark may be another character's last; the third, behind a digit, is part
  // of none.
  has_marks |= (at > 0 && bytes.substr(at - 1, kEuro.size()) == kEuro) ||
               (at > 1 && bytes.substr(at - 2, kMark.size()) == kMark);
}

Utf8Census count_utf8(std::string_view bytes) noexcept {
  Utf8Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = read_utf8(bytes.substr(at)).length;
    census.add(bytes, at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return census;
}

}  // namespace fuyuan
