#include "channel/box_remnants.hpp"

#include "charset/charset.hpp"

namespace fuyuan {
namespace {

/// Whether what stands before the remnant ends in a rule: 攢 is the end of one.
bool ends_in_rule(std::u32string_view before) {
  constexpr std::u32string_view kLast = U"€?\uFFFD";
  if (before.ends_with(U'攢')) return true;
  return before.size() > 1 && kLast.find(before.back()) != std::u32string_view::npos &&
         before[before.size() - 2] == kBoxAsGbk;
}

/// What closes a rule that reaches to the end of the line, by how the line begins.
std::u32string_view corner_of(std::u32string_view line) {
  if (line.starts_with(U"鈹屸")) return U"┐─";
  if (line.starts_with(U"鈹溾")) return U"┤─";
  return line.starts_with(U"鈹斺") ? U"┘─" : U"─";
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
  if (at == 0 || line[at - 1] != kBoxAsGbk) return {};
  const std::u32string_view before = line.substr(0, at - 1);
  const std::u32string_view behind = line.substr(at + 1);
  const bool is_last = behind.empty() || behind == U"\r";
  if (!swallows && behind.starts_with(kBoxAsGbk)) return U"─";
  if (!swallows && ends_in_rule(before)) return is_last ? corner_of(line) : U"─";
  if (is_last) return !swallows && begins_with_bar(line) ? U"│" : std::u32string_view();
  const bool is_first =
      before.find_first_not_of(U" \t聽鈹€?\uFFFD\u00A0") == std::u32string_view::npos;
  return is_first && behind.starts_with(U"  ") ? U"│" : std::u32string_view();
}

}  // namespace fuyuan
