#include "restore/repair/lacked_characters.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "charset/charset.hpp"
#include "restore/repair/escape_context.hpp"
#include "restore/repair/numeric_entities.hpp"
#include "text/char_class.hpp"
#include "text/has_any.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastHanzi = 4;  ///< in the clear, that it is Chinese prose

bool has(const Charset& charset, char32_t cp) {
  const std::size_t length = charset.encode(cp).length;
  return length == 1 || length == 2;
}

/// `&nbsp;` and the like, which only markup has.
bool has_named_entity(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_letter(static_cast<unsigned char>(text[end]))) ++end;
    if (end > at + 1 && end < text.size() && text[end] == ';') return true;
  }
  return false;
}

/// Whether the entities are of markup, of a program or of a text about them. `clear`: the text with
/// a mark for each run of them.
bool is_not_prose(std::string_view clear) {
  // So many that what matters is the signs around them and not their share.
  constexpr std::size_t kMany = 1'000'000;
  constexpr std::string_view kSignsOfOthers = "{}<>=\\`$\"';";
  if (looks_like_code(clear, kMany, false) || speaks_of_charsets(clear) ||
      has_any(clear, {"](", "```", "&#", "实体", "實體", "转义", "轉義", "代码", "代碼", "源码",
                      "网页", "網頁", "编码", "編碼", "表示", "HTML", "html"}))
    return true;
  if (has_named_entity(clear)) return true;
  // A line of code among prose.
  for (std::size_t at = clear.find(kEscapedHere); at != std::string_view::npos;
       at = clear.find(kEscapedHere, at)) {
    const std::size_t begin = clear.rfind('\n', at) + 1;
    const std::size_t end = std::min(clear.find('\n', at), clear.size());
    at = end;
    if (clear.substr(begin, end - begin).find_first_of(kSignsOfOthers) != std::string_view::npos)
      return true;
  }
  return false;
}

/// Whether there is a charset of Chinese text that has all of `clear`, and lacks most of `named`.
bool is_told_by_charset(std::u32string_view clear, std::u32string_view named) {
  constexpr std::array<std::string_view, 3> kNames = {"gb2312", "cp936", "cp950"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
    const Charset& charset = *find_charset(name);
    const auto is_there = [&](char32_t cp) { return has(charset, cp); };
    const auto there = std::count_if(named.begin(), named.end(), is_there);
    return static_cast<std::size_t>(there) * 2 <= named.size() &&
           std::all_of(clear.begin(), clear.end(), [&](char32_t cp) {
             return cp < 0x80 || cp == kReplacement || is_there(cp);
           });
  });
}

/// Whether a hanzi, or a mark behind one, stands beside the entity: what is shown as an example
/// stands apart or in quotation marks.
bool is_within_text(std::string_view text, const Span& span) {
  constexpr std::u32string_view kMarks = U"，。！？、～…：；";
  const auto is_of_text = [&](char32_t cp) {
    return is_han(cp) || kMarks.find(cp) != std::u32string_view::npos;
  };
  constexpr std::size_t kLongest = 3;  // bytes of them
  const std::size_t begin = span.begin - std::min(span.begin, kLongest);
  const Utf8Char before = read_utf8(text.substr(begin, span.begin - begin));
  return (before.length == kLongest && is_of_text(before.code_point)) ||
         is_of_text(read_utf8(text.substr(span.end)).code_point);
}

}  // namespace

std::vector<Span> find_lacked_characters(std::string_view text) {
  if (text.find("&#") == std::string_view::npos) return {};
  std::vector<Span> spans;
  for (EntityLine& line : list_entity_lines(text))
    std::move(line.spans.begin(), line.spans.end(), std::back_inserter(spans));
  std::erase_if(spans,
                [](const Span& span) { return !has_visible_character(to_utf32(span.after)); });
  std::string clear;
  std::u32string named;
  std::size_t copied = 0;
  std::size_t within = 0;
  for (const Span& span : spans) {
    clear += text.substr(copied, span.begin - copied);
    clear.push_back(kEscapedHere);
    copied = span.end;
    named += to_utf32(span.after);
    within += is_within_text(text, span) ? 1 : 0;
  }
  clear += text.substr(copied);
  if (within * 2 <= spans.size() || !is_valid_utf8(clear) || is_not_prose(clear)) return {};
  const std::u32string characters = to_utf32(clear);
  const auto hanzi = std::count_if(characters.begin(), characters.end(), is_han);
  if (static_cast<std::size_t>(hanzi) < kLeastHanzi || !is_told_by_charset(characters, named))
    return {};
  return spans;
}

}  // namespace fuyuan
