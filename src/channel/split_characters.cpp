#include "channel/split_characters.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "text/char_class.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

using Split = SplitCharacters::Split;

/// Pairs of Big5 and Shift_JIS end in letters: whole characters of the line, where one is in a
/// character, that speak for UTF-8.
constexpr std::size_t kWholeAroundLetter = 2;
/// Characters of UTF-8 to each byte that is part of none.
constexpr std::size_t kMostStray = 2;
/// How much of a line tells: bytes.
constexpr std::size_t kReach = 400;

bool goes_on(std::string_view text, std::size_t at) {
  return at < text.size() && is_continuation(static_cast<unsigned char>(text[at]));
}

/// How long what was put in at `at` may be, the longest first.
std::vector<std::size_t> insertions(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const std::size_t line_end = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
  std::vector<std::size_t> sizes;
  if (line_end > 0 && rest.size() > line_end && (rest[line_end] == ' ' || rest[line_end] == '\t'))
    sizes.push_back(line_end + 1);
  if (line_end > 0) sizes.push_back(line_end);
  if (line_end == 0 && !rest.empty() && static_cast<unsigned char>(rest[0]) < 0x80)
    sizes.push_back(1);
  return sizes;
}

std::optional<Split> match(std::string_view text, std::size_t at) {
  const std::size_t length = length_by_lead(static_cast<unsigned char>(text[at]));
  if (length == 0) return {};
  std::size_t head = 1;
  while (head < length && goes_on(text, at + head)) ++head;
  const std::size_t inserted = at + head;
  for (const std::size_t size : insertions(text, inserted)) {
    const std::size_t rest = inserted + size;
    std::size_t tail = 0;
    while (goes_on(text, rest + tail)) ++tail;
    if (head + tail != length || tail == 0) continue;
    std::string whole(text.substr(at, head));
    whole += text.substr(rest, tail);
    const Utf8Char decoded = read_utf8(whole);
    if (decoded.length == length && is_text_character(decoded.code_point))
      return Split{at, inserted, rest, rest + tail};
  }
  return {};
}

/// What speaks for UTF-8, and against it, in a stretch of text. Other than Utf8Census, which asks
/// whether a text with broken bytes is UTF-8 all the same, it is asked of single lines, too: in
/// those characters of two bytes tell as well, and characters that are split.
struct Tally {
  std::size_t whole = 0;
  std::size_t split = 0;
  std::size_t stray = 0;  ///< bytes

  bool is_mostly_utf8() const { return whole + split > kMostStray * stray; }
};

/// The tally of the lines that [begin, end) is in.
Tally count(std::string_view text, std::size_t begin, std::size_t end,
            const std::vector<Split>& splits) {
  Tally tally;
  auto next = std::lower_bound(splits.begin(), splits.end(), begin,
                               [](const Split& split, std::size_t at) { return split.begin < at; });
  for (std::size_t at = begin; at < end;) {
    if (next != splits.end() && next->begin == at) {
      ++tally.split;
      at = next++->end;
      continue;
    }
    const std::size_t length = read_utf8(text.substr(at)).length;
    tally.whole += length > 1 ? 1 : 0;
    tally.stray += length == 0 ? 1 : 0;
    at += std::max<std::size_t>(length, 1);
  }
  return tally;
}

/// Where the line begins, or a character of it in reach.
std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t first = at - std::min(at, kReach);
  std::size_t begin = at;
  while (begin > first && text[begin - 1] != '\n') --begin;
  while (begin < at && goes_on(text, begin)) ++begin;
  return begin;
}

bool is_believed(std::string_view text, const Split& split, const std::vector<Split>& all) {
  const std::size_t end = std::min({text.find('\n', split.end), split.end + kReach, text.size()});
  const Tally tally = count(text, line_begin(text, split.begin), end, all);
  const bool is_line_end = split.rest - split.inserted > 1 || text[split.inserted] == '\n';
  const bool is_before_stray =
      split.end < text.size() && read_utf8(text.substr(split.end)).length == 0 &&
      !std::binary_search(all.begin(), all.end(), Split{split.end},
                          [](const Split& a, const Split& b) { return a.begin < b.begin; });
  return !is_before_stray && tally.is_mostly_utf8() &&
         (is_line_end || tally.whole >= kWholeAroundLetter);
}

}  // namespace

std::vector<Split> SplitCharacters::find(std::string_view text) {
  std::vector<Split> splits;
  bool is_after_stray = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = read_utf8(text.substr(at)).length;
    if (length == 0 && !is_after_stray) {
      if (const std::optional<Split> split = match(text, at)) {
        splits.push_back(*split);
        at = split->end;
        continue;
      }
    }
    is_after_stray = length == 0;
    at += std::max<std::size_t>(length, 1);
  }
  if (splits.empty() || count_utf8(text).has_marks) return {};
  const Tally tally = count(text, 0, text.size(), splits);
  if (tally.whole == 0 || !tally.is_mostly_utf8()) return {};
  std::vector<Split> believed;
  std::copy_if(splits.begin(), splits.end(), std::back_inserter(believed),
               [&](const Split& split) { return is_believed(text, split, splits); });
  return believed;
}

std::string SplitCharacters::damage(std::string_view text, std::string_view habit,
                                    std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string out;
  std::size_t last = 0;  // the length of the character before
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(read_utf8(text.substr(at)).length, 1);
    const std::size_t size = text.substr(at).starts_with("\r\n") ? 2 : length;
    const bool is_line_end = size == 2 || text[at] == '\n';
    if (last > 1 && length == 1 && (is_line_end || habit == "any")) {
      out.insert(out.size() - last + 1, text.substr(at, size));
      last = 0;
      at += size;
      continue;
    }
    out += text.substr(at, length);
    last = length;
    at += length;
  }
  return out;
}

}  // namespace fuyuan
