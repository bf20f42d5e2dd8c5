#include "text/comment_end.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

// Nats. Comments end in Chinese as a rule, and the next line is code; few cite a whole statement.
constexpr float kStatement = 8;
constexpr float kSetting = 5;  ///< a name and its value, which is Chinese
constexpr float kWords = 2;    ///< that may be code, or be cited
constexpr std::size_t kFewestWords = 2;
constexpr std::size_t kOfCommand = 4;  ///< so many are hardly cited
constexpr std::size_t kReach = 200;    ///< symbols: no line of code is much longer

constexpr std::u32string_view kOpeners[] = {U"//", U"--", U"#", U";", U"'"};
constexpr std::u32string_view kQuotes = U"\"'`";

/// Whether a comment may begin behind `before`. Code has signs of one character elsewhere as well:
/// with those it begins the line, before which a mark may have taken a line end along.
bool may_begin(std::u32string_view before, std::u32string_view opener) {
  const std::size_t text = before.find_last_not_of(U" \t");
  if (text == std::u32string_view::npos || is_mark(before[text])) return true;
  const bool is_short = opener.size() == 1 && opener[0] != U'#';
  return !is_short && (text + 1 < before.size() || before[text] == U';');
}

/// Whether it goes on to its end in words: code is over, and Chinese was last.
bool is_comment(std::u32string_view text) {
  constexpr std::u32string_view kOfCode = U"=({;\"";
  return !text.empty() && text.back() >= 0x80 && text.find_first_of(kOfCode) == text.npos;
}

bool ends_in_comment(std::u32string_view line) {
  return std::any_of(std::begin(kOpeners), std::end(kOpeners), [&](std::u32string_view opener) {
    const std::size_t at = line.rfind(opener);
    return at != line.npos && may_begin(line.substr(0, at), opener) &&
           is_comment(line.substr(at + opener.size()));
  });
}

/// A line of code without what it says in Chinese.
struct Code {
  std::u32string text;    ///< without what stands in quotation marks
  bool has_text = false;  ///< Chinese stands among it
};

Code read_code(std::u32string_view line) {
  Code code;
  Symbol quote = 0;
  for (std::size_t at = 0; at < line.size() && !code.has_text; ++at) {
    const Symbol symbol = line[at];
    if (quote != 0) {
      if (symbol == quote) quote = 0;
      continue;
    }
    if (kQuotes.find(symbol) != kQuotes.npos) quote = symbol;
    const std::u32string_view rest = line.substr(at);
    const bool is_apart = at > 0 && is_blank_ascii(line[at - 1]);
    const bool is_address = at > 0 && line[at - 1] == U':';
    if ((rest.starts_with(U"//") && !is_address) ||
        (is_apart && (symbol == U'#' || rest.starts_with(U"--"))))
      break;
    if (symbol < 0x80)
      code.text.push_back(symbol);
    else
      code.has_text = true;
  }
  while (!code.text.empty() && is_blank_ascii(code.text.back())) code.text.pop_back();
  return code;
}

std::size_t count_words(std::u32string_view text) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    words += !is_blank_ascii(text[at]) && (at == 0 || is_blank_ascii(text[at - 1])) ? 1 : 0;
  return words;
}

/// `app.name=`: all of it is one word.
bool is_setting(std::u32string_view text) {
  const std::size_t end = text.find(U'=');
  return end != text.npos && end > 0 && is_letter(text[0]) && count_words(text.substr(0, end)) == 1;
}

/// `x = f(y)`: one value, which is all of the line. Comments say `x = 0, y = 0`, and `a == b`.
bool is_assignment(std::u32string_view text) {
  const std::size_t sign = text.find(U'=');
  const std::size_t words = sign == text.npos ? 0 : count_words(text.substr(0, sign));
  return is_letter(text[0]) && words > 0 && words <= kFewestWords + 1 &&
         text.find(U"==") == text.npos && (text.find(U',') == text.npos || text.ends_with(U')'));
}

/// `sed -i …`, `a | b`: so many words, with what only a shell reads.
bool is_command(std::u32string_view text) {
  constexpr std::u32string_view kOfShell = U"|$>*";
  return count_words(text) >= kOfCommand &&
         (text.find(U" -") != text.npos || text.find_first_of(kOfShell) != text.npos);
}

bool is_statement(std::u32string_view text) {
  constexpr std::u32string_view kEnds = U"({:;";
  constexpr std::u32string_view kOfCitations = U"[(";
  // A directive, or the end of a block: a sentence that goes on has none.
  if (text[0] == U'}' || text[0] == U'#' || text[0] == U'@') return true;
  if (kEnds.find(text.back()) != kEnds.npos) return true;
  return kOfCitations.find(text[0]) == kOfCitations.npos && text.find(U"://") == text.npos &&
         (is_assignment(text) || is_command(text));
}

}  // namespace

float weigh_code_behind_comment(std::u32string_view line, std::u32string_view behind) {
  constexpr std::u32string_view kGoesOn = U")]>,;:.?!\"";
  std::u32string_view before = line.substr(0, line.size() - behind.size());
  before.remove_prefix(before.size() - std::min(before.size(), kReach));
  behind = behind.substr(0, kReach);
  if (before.size() < 2 || !is_mark(before.back()) || behind.empty()) return 0;
  const bool closes = behind.starts_with(U"*/") && is_blank_ascii(at_or_end(behind, 2));
  if (closes || behind == U"*/" || kGoesOn.find(behind[0]) != kGoesOn.npos) return 0;
  if (!ends_in_comment(before.substr(0, before.size() - 1))) return 0;
  const std::size_t begin = behind.find_first_not_of(U" \t");
  const Code code = read_code(begin == behind.npos ? behind : behind.substr(begin));
  if (code.text.empty()) return 0;
  if (code.has_text) return is_setting(code.text) ? kSetting : 0;
  if (is_statement(code.text)) return kStatement;
  return count_words(code.text) >= kFewestWords ? kWords : 0;
}

}  // namespace fuyuan
