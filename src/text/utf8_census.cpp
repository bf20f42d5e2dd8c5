#include "text/utf8_census.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Whether a line ends, or ASCII goes on, before a character of three bytes is whole whose first is
/// before `behind`.
bool ends_cut(std::string_view behind) {
  const auto is_other = [](char c) { return !is_continuation(static_cast<unsigned char>(c)); };
  const auto end = std::find_if(behind.begin(), behind.end(), is_other);
  return end - behind.begin() < 2 &&
         (end == behind.end() || static_cast<unsigned char>(*end) < 0x80);
}

}  // namespace

void Utf8Census::add(std::string_view bytes, std::size_t at, std::size_t length) noexcept {
  constexpr std::string_view kMark = "\x84\x31\xA4\x37";
  constexpr std::string_view kEuro = "\xA2\xE3";
  whole += length > 2 ? 1 : 0;
  if (length > 0) return;
  ++stray;
  // A character that ends in the first byte of the Euro sign, and a part of one behind it where a
  // line was cut, look like it.
  const bool is_cut = ends_cut(bytes.substr(at + 1));
  // The first byte of the mark may be another character's last; the third, behind a digit, is part
  // of none.
  has_marks |= (at > 0 && !is_cut && bytes.substr(at - 1, kEuro.size()) == kEuro) ||
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
