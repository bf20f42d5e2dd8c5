#include "restore/repair/backslash_finder.hpp"

#include <algorithm>
#include <string>

#include "channel/doubled_backslash.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kContext = 4;  ///< characters on either side
constexpr std::size_t kHabit = 3;    ///< backslashes in a line that are no chance

/// Whether the two words make more sense together than with a sign between them, as in `成功\失敗`.
bool is_one_text(std::u32string_view line, std::size_t at, const LanguageModel& model) {
  const std::size_t begin = at - std::min(at, kContext);
  const std::u32string before(line.substr(begin, at - begin));
  const std::u32string after(line.substr(at + 1, kContext));
  const double together = model.score_text(before + after);
  return together > model.score_text(before + U'、' + after) &&
         together > model.score_text(before + U'/' + after);
}

/// The backslashes of a line that go, by place.
std::vector<std::size_t> find_in_line(std::u32string_view line, const LanguageModel& model) {
  std::vector<std::size_t> doubled;
  std::size_t bare = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == U'\\') {
      const Symbol next = at + 1 < line.size() ? line[at + 1] : U' ';
      if (is_letter(next) || is_digit(next)) return {};  // `\n`, `\u4f60`
      // Who escapes backslashes escapes quotation marks as well.
      const bool is_quote = next == U'\'' || next == U'"';
      if (at > 0 && DoubledBackslash::ends_in_backslash(line[at - 1])) {
        doubled.push_back(at);
      } else if (!is_quote) {
        return {};
      }
    } else if (DoubledBackslash::ends_in_backslash(line[at]) &&
               (at + 1 == line.size() || line[at + 1] != U'\\')) {
      ++bare;
    }
  }
  if (bare > doubled.size()) return {};
  if (doubled.size() >= kHabit && bare == 0) return doubled;
  std::erase_if(doubled, [&](std::size_t at) {
    return at + 1 == line.size() || !is_chinese_text(line[at + 1]) || !is_one_text(line, at, model);
  });
  return doubled;
}

/// The cheap test, for every line of every text.
bool may_be_doubled(std::string_view line) {
  for (std::size_t at = line.find('\\', 1); at != std::string_view::npos;
       at = line.find('\\', at + 1)) {
    if (static_cast<unsigned char>(line[at - 1]) >= 0x80) return is_valid_utf8(line);
  }
  return false;
}

}  // namespace

std::vector<Span> find_doubled_backslashes(std::string_view text, const LanguageModel& model) {
  std::vector<Span> spans;
  for (const Lines::Line& line : Lines(text)) {
    if (!may_be_doubled(line.bytes)) continue;
    const std::u32string symbols = to_utf32(line.bytes);
    std::size_t byte = line.begin;
    std::size_t symbol = 0;
    for (const std::size_t at : find_in_line(symbols, model)) {
      byte += to_utf8(std::u32string_view(symbols).substr(symbol, at - symbol)).size();
      symbol = at;
      spans.push_back(
          {byte, byte + 1, line.number, std::string(DoubledBackslash::kName), "\\", "", 1, {}});
    }
  }
  return spans;
}

}  // namespace fuyuan
