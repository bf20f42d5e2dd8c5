#include "text/json.hpp"

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// The character before a raw byte: where it stands in a text, too, its own bytes are written raw,
/// or what follows it would be taken for one.
constexpr std::string_view kRawByteMark = "\xEF\xA3\xBF";

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Utf8Char next = read_utf8(text.substr(0, 4));
    const auto byte = static_cast<unsigned char>(text[0]);
    if (text.starts_with(kRawByteMark)) {
      for (const char c : kRawByteMark) {
        out += fmt::format("\\uf8ff\\u{:04x}", static_cast<unsigned char>(c));
      }
      text.remove_prefix(kRawByteMark.size());
      continue;
    }
    if (next.length == 0) {
      out += fmt::format("\\uf8ff\\u{:04x}", byte);
      text.remove_prefix(1);
      continue;
    }
    if (byte == '"' || byte == '\\') {
      out += fmt::format("\\{}", static_cast<char>(byte));
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += text.substr(0, next.length);
    }
    text.remove_prefix(next.length);
  }
  return out + "\"";
}

}  // namespace fuyuan
