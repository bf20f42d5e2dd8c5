#include "channel/packed_bytes.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

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
/// Other bytes are no GBK for long, so that of a whole page dialect and verse may cost more.
constexpr double kPlainCostOfPage = 9.5;
constexpr std::size_t kChineseOfPage = 60;  ///< characters
/// Bytes that are UTF-8 by accident are rarer than ones that GBK or UTF-16 can read.
constexpr std::size_t kLeastInUtf8 = 2;
constexpr std::size_t kLeastElsewhere = 5;

/// How long programs make the rows that they wrap digits in, blanks between them included: xxd and
/// PEM, Base64 and MIME, and such as show 16 bytes a row.
constexpr std::array<std::size_t, 9> kRowLengths = {47, 48, 60, 64, 72, 76, 78, 80, 128};
constexpr std::size_t kLongestApart = 48;  ///< of those: with blanks only
/// Rows of any other length, at the least.
constexpr std::size_t kShortestRow = 60;

bool may_be_text(char32_t cp) {
  return is_text_character(cp) && char_class(cp) != CharClass::control;
}

std::size_t count_chinese(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_chinese_text));
}

/// A text of its own among others, each of which ends a line.
struct Item {
  std::string_view digits;  ///< line ends within it are those of rows
  std::string_view end;     ///< the line ends behind it
};

std::vector<Item> cut_into_lines(std::string_view text) {
  std::vector<Item> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    const std::size_t next = std::min(text.find_first_not_of("\r\n", end), text.size());
    lines.push_back({text.substr(at, end - at), text.substr(end, next - end)});
    at = next;
  }
  return lines;
}

/// Whether lines that are as long as the longest one go on in the next: a program wrapped them.
bool are_wrapped(const std::vector<Item>& lines, std::size_t longest) {
  const bool has_blanks = lines[0].digits.find(' ') != std::string_view::npos;
  const bool is_usual =
      std::find(kRowLengths.begin(), kRowLengths.end(), longest) != kRowLengths.end();
  if (is_usual && (has_blanks || longest > kLongestApart)) return true;
  return longest >= kShortestRow &&
         std::all_of(lines.begin(), lines.end() - 1,
                     [&](const Item& line) { return line.digits.size() == longest; });
}

/// Cuts a whole document into such. A line that is no full row ends a text.
std::vector<Item> cut_into_items(std::string_view text) {
  const std::vector<Item> lines = cut_into_lines(text);
  std::size_t longest = 0;
  for (const Item& line : lines) longest = std::max(longest, line.digits.size());
  if (lines.empty() || !are_wrapped(lines, longest)) return lines;
  std::vector<Item> items;
  bool goes_on = false;
  for (const Item& line : lines) {
    if (goes_on) {
      const char* begin = items.back().digits.data();
      items.back() = {{begin, static_cast<std::size_t>(line.digits.end() - begin)}, line.end};
    } else {
      items.push_back(line);
    }
    goes_on = line.digits.size() == longest && !line.digits.ends_with('=');
  }
  return items;
}

}  // namespace

std::string_view PackedBytes::name() const {
  return notation_ == Notation::base64 ? "base64" : "hexadecimal";
}

std::string_view PackedBytes::summary() const {
  return notation_ == Notation::base64 ? "Base64 that was not decoded"
                                       : "hexadecimal digits that were not decoded";
}

std::optional<std::string> PackedBytes::unpack(std::string_view text,
                                               std::size_t least_digits) const {
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
  if (digits.size() < least_digits) return std::nullopt;
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

std::u32string PackedBytes::decode(const std::string& bytes) const {
  std::vector<std::u32string> texts = decode_list({&bytes, 1});
  return texts.empty() ? std::u32string() : std::move(texts[0]);
}

std::vector<std::u32string> PackedBytes::decode_list(std::span<const std::string> list) const {
  for (const char* name : {"utf-8", "gb18030", "utf-16be", "utf-16le"}) {
    const bool is_utf8 = std::string_view(name) == "utf-8";
    std::vector<std::u32string> texts;
    std::u32string all;
    for (const std::string& bytes : list) {
      texts.push_back(decode_all(*find_charset(name), byte_view(bytes), may_be_text));
      if (texts.back().empty()) break;
      all += (all.empty() ? U"" : U"\n") + texts.back();
    }
    const std::size_t chinese = texts.back().empty() ? 0 : count_chinese(all);
    if (chinese < (is_utf8 ? kLeastInUtf8 : kLeastElsewhere)) continue;
    if (is_utf8) return texts;
    const std::u32string_view sample =
        std::u32string_view(all).substr(0, std::min(all.size(), kCharactersJudged));
    const double cost = -model_.score_text(sample) / static_cast<double>(sample.size() + 1);
    const bool is_page = std::string_view(name) == "gb18030" && chinese >= kChineseOfPage;
    if (cost < (is_page ? kPlainCostOfPage : kPlainCost)) return texts;
  }
  return {};
}

EscapeHabits PackedBytes::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  habits.escapes_ascii = is_whole;
  if (!is_whole) return habits;
  const auto bytes = unpack(text, kLeastDigits);
  if (bytes && is_valid_utf8(*bytes)) habits.charset = find_charset("utf-8");
  return habits;
}

EscapeMatch PackedBytes::match_items(std::string_view text, bool ends_line) const {
  const std::vector<Item> items = cut_into_items(text);
  if (items.size() < 2) return {};
  std::vector<std::string> packed;
  for (const Item& item : items) {
    auto bytes = unpack(item.digits, 2);
    if (!bytes) return {};
    packed.push_back(std::move(*bytes));
  }
  std::vector<std::u32string> texts = decode_list(packed);
  if (texts.empty()) return {};
  // No line begins with what closes a clause.
  constexpr std::u32string_view kClosing = U"，。、；：！？）》」』”’";
  const bool goes_on = std::any_of(texts.begin() + 1, texts.end(), [&](const auto& one) {
    return kClosing.find(one[0]) != std::u32string_view::npos;
  });
  if (goes_on) return {};
  EscapeMatch found{text.size(), {}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    // It had a line end of its own: that stands for the one that follows the digits.
    if ((i + 1 < items.size() || ends_line) && texts[i].back() == U'\n') {
      texts[i].pop_back();
      if (texts[i].ends_with(U'\r')) texts[i].pop_back();
    }
    found.text += texts[i];
    if (i + 1 < items.size()) found.text += to_utf32(items[i].end);
  }
  return found;
}

EscapeMatch PackedBytes::match(std::string_view text, std::size_t at,
                               const EscapeHabits& habits) const {
  const auto read = [&](std::size_t length) {
    const auto bytes = unpack(text.substr(at, length), kLeastDigits);
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
    const std::size_t length = last == std::string_view::npos ? 0 : last + 1;
    found = match_items(text.substr(0, length), length < text.size());
    if (found.length == 0) found = read(length);
  }
  if (found.length == 0) found = read(end_of(std::min(text.find('\n', at), text.size())) - at);
  if (found.length == 0) return {};
  if (found.text.back() == U'\n' && at + found.length < text.size()) {
    const std::size_t end = text.find('\n', at + found.length);
    found.length = (end == std::string_view::npos ? text.size() : end + 1) - at;
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
