#include "channel/lone_trail.hpp"

#include <algorithm>

namespace fuyuan {
namespace {

constexpr Symbol kFirstTrail = 0x40;
constexpr Symbol kLastTrail = 0x7E;
constexpr std::size_t kReach = 200;  ///< of brackets: no farther, however long the line is

/// Whether it is one of two brackets.
bool has_partner(std::u32string_view symbols, std::size_t at) {
  constexpr std::u32string_view kOpening = U"[{";
  constexpr std::u32string_view kClosing = U"]}";
  const std::size_t opens = kOpening.find(symbols[at]);
  if (opens != std::u32string_view::npos)
    return symbols.substr(at, kReach).find(kClosing[opens]) != std::u32string_view::npos;
  const std::size_t closes = kClosing.find(symbols[at]);
  const std::size_t reach = std::min(at, kReach);
  return closes != std::u32string_view::npos &&
         symbols.substr(at - reach, reach).find(kOpening[closes]) != std::u32string_view::npos;
}

/// Whether it is shown between quotation marks or brackets.
bool is_shown(std::u32string_view symbols, std::size_t at) {
  constexpr std::u32string_view kOpening = U"“‘「『《〈（【〔";
  constexpr std::u32string_view kClosing = U"”’」』》〉）】〕";
  const std::size_t kind = kOpening.find(symbols[at - 1]);
  return kind != std::u32string_view::npos && symbols[at + 1] == kClosing[kind];
}

bool is_other_script(Symbol symbol) { return symbol >= 0x80 && !is_raw(symbol); }

}  // namespace

bool is_lone_trail(std::u32string_view symbols, std::size_t at) {
  if (symbols[at] < kFirstTrail || symbols[at] > kLastTrail) return false;
  if (at == 0 || at + 1 == symbols.size() || !is_other_script(symbols[at + 1])) return false;
  if (has_partner(symbols, at) || is_shown(symbols, at)) return false;
  if (symbols[at - 1] == U'?') return at > 1 && is_other_script(symbols[at - 2]);
  return is_other_script(symbols[at - 1]);
}

bool has_marked_trail(std::u32string_view line) {
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (line[at] == kReplacement && line[at + 1] >= kFirstTrail && line[at + 1] <= kLastTrail)
      return true;
  }
  return false;
}

}  // namespace fuyuan
