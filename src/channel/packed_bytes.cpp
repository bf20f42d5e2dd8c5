#include "channel/packed_bytes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "channel/base64.hpp"
#include "charset/decode_all.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLineLength = 76;
constexpr std::size_t kLeastDigits = 8;
/// Nats a character. Random digits give rare characters that cost 10 and more.
constexpr double kPlainCost = 7;
constexpr std::size_t kCharactersJudged = 400;
/// Bytes that are UTF-8 by accident are rarer than ones that GBK or UTF-16 can read.
constexpr std::size_t kLeastInUtf8 = 2;
constexpr std::size_t kLeastElsewhere = 5;

bool may_be_text(char32_t cp) {
  return is_text_character(cp) && char_class(cp) != CharClass::control;
}

std::size_t count_chinese(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_chinese_text));
}

}  // namespace

std::string_view PackedBytes::name() const {
  return notation_ == Notation::base64 ? "base64" : "hexadecimal";
}

std::string_view PackedBytes::summary() const {
  return notation_ == Notation::base64 ? "Base64 that was not decoded"
                                       : "hexadecimal digits that were not decoded";
}

std::optional<std::string> PackedBytes::unpack(std::string_view text) const {
  std::string digits;
  for (const char c : text) {
    const bool is_break =
        c == '\n' || c == '\r' || (notation_ == Notation::hexadecimal && c == ' ');
    if (is_break) continue;
    // Most text is something else, and shows it soon.
    const bool is_digit =
        notation_ == Notation::base64 ? is_base64_digit(c) || c == '=' : hex_digit(c) >= 0;
    if (!is_digit) return std::nullopt;
    digits.push_back(c);
  }
  if (digits.size() < kLeastDigits) return std::nullopt;
  if (notation_ == Notation::base64) return from_base64(digits);
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const long value = read_hex(digits, i, 2);
    if (value < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(value));
  }
  return bytes;
}

std::u32string PackedBytes::decode(std::string_view bytes) const {
  for (const char* name : {"utf-8", "gb18030", "utf-16be", "utf-16le"}) {
    const bool is_utf8 = std::string_view(name) == "utf-8";
    std::u32string text = decode_all(*find_charset(name), byte_view(bytes), may_be_text);
    const std::size_t chinese = count_chinese(text);
    if (chinese < (is_utf8 ? kLeastInUtf8 : kLeastElsewhere)) continue;
    if (is_utf8) return text;
    const std::u32string_view sample =
        std::u32string_view(text).substr(0, std::min(text.size(), kCharactersJudged));
    const double cost = -model_.score_text(sample) / static_cast<double>(sample.size() + 1);
    if (cost < kPlainCost) return text;
  }
  return {};
}

EscapeHabits PackedBytes::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  habits.escapes_ascii = is_whole;
  if (!is_whole) return habits;
  const auto bytes = unpack(text);
  if (bytes && is_valid_utf8(*bytes)) habits.charset = find_charset("utf-8");
  return habits;
}

EscapeMatch PackedBytes::match(std::string_view text, std::size_t at,
                               const EscapeHabits& habits) const {
  const auto read = [&](std::size_t length) {
    const auto bytes = unpack(text.substr(at, length));
    EscapeMatch found{length, bytes ? decode(*bytes) : std::u32string()};
    return found.text.empty() ? EscapeMatch{} : found;
  };
  if (at != 0 && text[at - 1] != '\n') return {};
  // The encoded text had a line end of its own: it stands for the one that follows the digits.
  const auto end_of = [&](std::size_t last) {
    return last > at && text[last - 1] == '\r' ? last - 1 : last;
  };
  EscapeMatch found;
  if (at == 0 && habits.escapes_ascii) {
    const std::size_t last = text.find_last_not_of("\r\n");
    found = read(last == std::string_view::npos ? 0 : last + 1);
  }
  if (found.length == 0) found = read(end_of(std::min(text.find('\n', at), text.size())) - at);
  if (found.length == 0) return {};
  if (found.text.back() == U'\n' && at + found.length < text.size()) {
    found.length = std::min(text.find('\n', at + found.length) + 1, text.size()) - at;
  }
  return found;
}

bool PackedBytes::can_carry(std::string_view text, std::string_view habit) const {
  return can_encode(*find_charset(habit == "gbk"       ? "gb18030"
                                  : habit == "utf16be" ? "utf-16be"
                                                       : "utf-8"),
                    text);
}

std::vector<std::string_view> PackedBytes::habits() const {
  if (notation_ == Notation::base64) return {"utf8", "gbk", "wrapped"};
  return {"utf8", "gbk", "utf16be"};
}

std::string PackedBytes::damage(std::string_view text, std::string_view habit,
                                std::mt19937_64& random) const {
  static_cast<void>(random);
  const char* charset = habit == "gbk" ? "gb18030" : habit == "utf16be" ? "utf-16be" : "utf-8";
  const std::string bytes = encode_text(*find_charset(charset), text);
  std::string out;
  if (notation_ == Notation::hexadecimal) {
    for (const char c : bytes) out += fmt::format("{:02X}", static_cast<unsigned char>(c));
    return out;
  }
  const std::string digits = to_base64(bytes);
  const std::size_t length = habit == "wrapped" ? kLineLength : digits.size() + 1;
  for (std::size_t at = 0; at < digits.size(); at += length) {
    if (at != 0) out.push_back('\n');
    out.append(digits, at, length);
  }
  return out;
}

}  // namespace fuyuan
