#include "channel/box_remnants.hpp"

#include <algorithm>

#include "charset/charset.hpp"

namespace fuyuan {
namespace {

bool has_only_ascii(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t cp) { return cp < 0x80; });
}

/// Whether what stands before the remnant ends in a rule: 攢, 攣 and 晲 are the end of one.
bool ends_in_rule(std::u32string_view before) {
  constexpr std::u32string_view kRules = U"攢攣晲";
  constexpr std::u32string_view kLast = U"€?\uFFFD";
  if (before.empty()) return false;
  if (kRules.find(before.back()) != std::u32string_view::npos) return true;
  return before.size() > 1 && kLast.find(before.back()) != std::u32string_view::npos &&
         before[before.size() - 2] == kBoxAsGbk;
}

/// How a rule begins, and what closes it at the end of the line.
struct Corner {
  std::u32string_view begin;
  std::u32string_view end;
};
constexpr Corner kCorners[] = {
    {U"鈹屸", U"┐─"}, {U"鈹溾", U"┤─"}, {U"鈹斺", U"┘─"}, {U"鈹忊", U"┓━"}, {U"鈹ｂ", U"┫━"},
    {U"鈹椻", U"┛━"}, {U"鈺斺", U"╗═"}, {U"鈺犫", U"╣═"}, {U"鈺氣", U"╝═"},
};

/// What closes a rule that reaches to the end of the line, by how it begins.
std::u32string_view corner_of(std::u32string_view line) {
  for (const Corner& corner : kCorners) {
    const std::size_t begin = line.find(corner.begin);
    if (begin != std::u32string_view::npos && has_only_ascii(line.substr(0, begin)))
      return corner.end;
  }
  return U"─";
}

/// Whether the remnant at `at` is one of two alike that a line begins and ends with: the sides of a
/// frame.
bool is_side(std::u32string_view line, std::size_t at) {
  const std::u32string_view remnant = line.substr(at - 1, 2);
  if (line.ends_with(U'\r')) line.remove_suffix(1);
  const std::size_t first = line.find(remnant);
  const std::size_t last = line.rfind(remnant);
  return first + 2 < last && !begins_box(line[first + 2]) && last + 2 == line.size() &&
         (at == first + 1 || at == last + 1) && has_only_ascii(line.substr(0, first));
}

/// Whether the line begins with │, behind which E4 to E9 stand: a row of a table.
bool begins_with_bar(std::u32string_view line) {
  static const Charset& gbk = *find_charset("gb18030");
  constexpr unsigned char kLastByte = 0x82;  // of │
  if (line.size() < 2 || line[0] != kBoxAsGbk) return false;
  const EncodedChar next = gbk.encode(line[1]);
  return next.length == 2 && next.bytes[0] == kLastByte;
}

}  // namespace

std::u32string_view box_at(std::u32string_view line, std::size_t at, bool swallows) {
  if (at == 0 || !begins_box(line[at - 1])) return {};
  const bool is_double = line[at - 1] == kDoubleBoxAsGbk;
  if (is_side(line, at)) return is_double ? U"║" : U"│┃";
  const std::u32string_view before = line.substr(0, at - 1);
  const std::u32string_view behind = line.substr(at + 1);
  const bool is_last = behind.empty() || behind == U"\r";
  if (is_double)
    return !swallows && is_last && ends_in_rule(before) ? corner_of(line) : std::u32string_view();
  if (!swallows && behind.starts_with(kBoxAsGbk)) return U"─";
  if (!swallows && ends_in_rule(before)) return is_last ? corner_of(line) : U"─";
  if (is_last) return !swallows && begins_with_bar(line) ? U"│" : std::u32string_view();
  const bool is_first =
      before.find_first_not_of(U" \t聽鈹€?\uFFFD\u00A0") == std::u32string_view::npos;
  return is_first && behind.starts_with(U"  ") ? U"│" : std::u32string_view();
}

}  // namespace fuyuan
