#include "channel/first_sign.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// How sure the syntax is.
constexpr double kCertain = 0.95;
constexpr double kLikely = 0.85;

constexpr std::size_t kLinesAsked = 200;

/// ASCII in small letters; everything else as `\x7F`.
std::string to_small_ascii(std::u32string_view text) {
  std::string out;
  for (const char32_t cp : text) out.push_back(cp < 0x7F ? static_cast<char>(cp) : '\x7F');
  return to_lower_ascii(out);
}

std::string_view skip_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// Calls `test` with each of the lines, without blanks at its beginning, until it holds.
template <typename Test>
bool any_line(std::string_view lines, Test test) {
  std::size_t asked = 0;
  for (const Lines::Line& line : Lines(lines)) {
    if (++asked > kLinesAsked) return false;
    if (test(skip_blanks(line.bytes))) return true;
  }
  return false;
}

/// `template>`, `html lang="zh">`, `/div>`: a tag without its bracket. What stands between its name
/// and the other bracket are attributes, if anything.
bool is_rest_of_tag(std::string_view text) {
  if (text.starts_with('/')) text.remove_prefix(1);
  const std::size_t end = text.find_first_of("<>");
  if (end == std::string_view::npos || text[end] != '>') return false;
  const auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
  };
  std::size_t name = 0;
  while (is_name(text[name])) ++name;
  if (name == 0 || text[0] < 'a') return false;
  const std::string_view between = text.substr(name, end - name);
  return between.empty() || between == "/" || between == " /" ||
         (between[0] == ' ' && between.find("=\"") != std::string_view::npos);
}

bool is_rest_of_markup(std::string_view text) {
  constexpr std::array<std::string_view, 6> kBeginnings = {
      "?php", "?xml", "?=", "!--", "%@", "!doctype"};
  return is_rest_of_tag(text) ||
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view one) { return text.starts_with(one); });
}

/// `include <…>` and the like, without the sign before it.
bool is_rest_of_directive(std::string_view text) {
  const std::size_t end = text.find_first_of(" \t");
  if (end == std::string_view::npos) return false;
  const std::string_view word = text.substr(0, end);
  const std::string_view behind = skip_blanks(text.substr(end));
  if (behind.empty()) return false;
  if (word == "include" || word == "import") return behind[0] == '<' || behind[0] == '"';
  constexpr std::array<std::string_view, 6> kWords = {"define", "undef", "pragma",
                                                      "ifndef", "ifdef", "region"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// `!/bin/sh`
bool is_rest_of_interpreter(std::string_view text) {
  return text.starts_with("!/") && text.size() > 2 && text[2] >= 'a' && text[2] <= 'z';
}

/// `编号","姓名"`: what it closes was never opened.
bool closes_quotation(std::u32string_view rest, char32_t quote) {
  const std::size_t first = rest.find(quote);
  if (first == std::u32string_view::npos) return false;
  constexpr std::u32string_view kBehind = U",;:\t\r\n";
  return std::count(rest.begin(), rest.end(), quote) % 2 != 0 &&
         kBehind.find(at_or_end(rest, first + 1)) != std::u32string_view::npos;
}

/// A line in a frame of signs, `== 帮助 ==`, on its left and on its right.
struct Frame {
  char32_t sign = 0;  ///< 0: there is none
  std::size_t before = 0;
  std::size_t behind = 0;
};

Frame find_frame(std::u32string_view rest) {
  constexpr std::u32string_view kSigns = U"=*#-";
  while (!rest.empty() && (is_blank_ascii(rest.back()) || rest.back() == U'\r'))
    rest.remove_suffix(1);
  if (rest.empty() || kSigns.find(rest.back()) == std::u32string_view::npos) return {};
  const char32_t sign = rest.back();
  const std::size_t last = rest.find_last_not_of(sign);
  if (last == std::u32string_view::npos) return {};
  return {sign, rest.find_first_not_of(sign), rest.size() - 1 - last};
}

/// Whether what stands there goes on with `2. 安装` or `2,李四` behind a number and that sign.
bool begins_list(std::u32string_view separator, std::string_view others) {
  constexpr std::u32string_view kBehindNumbers = U".,;)\t、．：";
  if (separator.empty() || kBehindNumbers.find(separator[0]) == std::u32string_view::npos)
    return false;
  std::string second = "2";
  append_utf8(separator[0], second);
  const std::size_t begin = others.find_first_not_of("\r\n");
  return begin != std::string_view::npos && others.substr(begin).starts_with(second);
}

bool has_line(std::string_view others, std::string_view beginning) {
  return any_line(others, [&](std::string_view line) { return line.starts_with(beginning); });
}

char32_t lacks_of_comment(std::u32string_view rest, std::string_view others) {
  const char32_t second = at_or_end(rest, 1);
  if (rest[0] == U'/' && second != U'/' && second != U'*')
    return is_blank_ascii(second) || second >= 0x80 || has_line(others, "//") ? U'/' : 0;
  if (rest[0] == U'*' && (is_blank_ascii(second) || second == U'*' || second == U'\n')) {
    const std::size_t opened = others.find("/*");
    const bool is_closed = rest.find(U"*/") != std::u32string_view::npos ||
                           others.find("*/") < std::min(opened, others.size());
    return is_closed ? U'/' : 0;
  }
  if (rest.starts_with(U"- ")) return has_line(others, "-- ") ? U'-' : 0;
  if (!is_blank_ascii(rest[0]) || is_blank_ascii(second)) return 0;
  return has_line(others, "# ") || has_line(others, "## ") ? U'#' : 0;
}

/// Whether what stands there needs nothing before it.
bool is_whole(std::u32string_view rest, std::string_view others) {
  constexpr std::array<std::u32string_view, 4> kBeginnings = {U"<", U"#", U"//", U"/*"};
  if (rest.empty() || rest[0] == U'\r') return true;
  if (std::any_of(kBeginnings.begin(), kBeginnings.end(),
                  [&](std::u32string_view one) { return rest.starts_with(one); })) {
    return true;
  }
  if (rest.starts_with(U"-- ") && has_line(others, "-- ")) return true;
  if (rest[0] == U'1' && begins_list(rest.substr(1), others)) return true;
  const Frame frame = find_frame(rest);
  if (frame.sign != 0 && frame.before == frame.behind) return true;
  return (rest[0] == U'"' || rest[0] == U'\'') &&
         std::count(rest.begin(), rest.end(), rest[0]) % 2 == 0;
}

}  // namespace

bool lacks_first_sign(std::u32string_view rest) { return !rest.empty() && rest[0] >= U'@'; }

FirstSign find_first_sign(std::u32string_view rest, std::string_view others) {
  const auto known = [](char32_t character, double probability) {
    return FirstSign{FirstSign::State::known, character, probability};
  };
  const std::string text = to_small_ascii(rest);
  if (is_rest_of_markup(text)) return known(U'<', kCertain);
  if (is_rest_of_interpreter(text) || is_rest_of_directive(text)) return known(U'#', kCertain);
  for (const char32_t quote : {U'"', U'\''}) {
    if (closes_quotation(rest, quote)) return known(quote, kCertain);
  }
  const Frame frame = find_frame(rest);
  if (frame.before > 0 && frame.behind == frame.before + 1) return known(frame.sign, kCertain);
  if (begins_list(rest, others)) return known(U'1', kCertain);
  if (is_whole(rest, others)) return {FirstSign::State::whole, 0, 0};
  if (const char32_t sign = lacks_of_comment(rest, others)) return known(sign, kLikely);
  return {};
}

}  // namespace fuyuan
