#include "channel/quoted_printable.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fuyuan {
namespace {

constexpr std::size_t kLineLength = 76;

}  // namespace

QuotedPrintable::Unit QuotedPrintable::read_byte(std::string_view text, std::size_t at) const {
  if (at >= text.size() || text[at] != '=') return {};
  const long value = read_hex(text, at + 1, 2);
  return value < 0 ? Unit{} : Unit{3, static_cast<unsigned char>(value)};
}

std::size_t QuotedPrintable::read_nothing(std::string_view text, std::size_t at) const {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  std::size_t length = 0;
  // A character may be torn by several breaks in a row only in damaged mail; one is enough.
  if (rest.starts_with("=\n")) length = 2;
  if (rest.starts_with("=\r\n")) length = 3;
  return length;
}

bool QuotedPrintable::escapes_ascii(std::string_view text) const {
  for (std::size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    const bool is_escape = read_byte(text, at).length != 0 || read_nothing(text, at) != 0;
    if (!is_escape && !is_cut(text, at, 3)) return false;
  }
  return true;
}

std::string QuotedPrintable::damage(std::string_view text, std::string_view habit,
                                    std::mt19937_64& random) const {
  static_cast<void>(random);
  const std::string bytes = encode_text(charset_of_habit(habit), text);
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool ends_line = i + 1 == bytes.size() || bytes[i + 1] == '\n' || bytes[i + 1] == '\r';
    if (byte == '\n' || (byte == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n')) {
      out.push_back(bytes[i]);
      column = 0;
      continue;
    }
    const bool is_plain = (byte > 0x20 && byte < 0x7F && byte != '=') ||
                          ((byte == ' ' || byte == '\t') && !ends_line);
    const std::string piece = is_plain ? std::string(1, bytes[i]) : fmt::format("={:02X}", byte);
    if (column + piece.size() + (ends_line ? 0 : 1) > kLineLength) {
      out += "=\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out;
}

}  // namespace fuyuan
