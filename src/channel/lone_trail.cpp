#include "channel/lone_trail.hpp"

namespace fuyuan {
namespace {

constexpr Symbol kFirstTrail = 0x40;
constexpr Symbol kLastTrail = 0x7E;

bool is_other_script(Symbol symbol) { return symbol >= 0x80 && !is_raw(symbol); }

}  // namespace

bool is_lone_trail(std::u32string_view symbols, std::size_t at) {
  if (symbols[at] < kFirstTrail || symbols[at] > kLastTrail) return false;
  if (at == 0 || at + 1 == symbols.size() || !is_other_script(symbols[at + 1])) return false;
  if (symbols[at - 1] == U'?') return at > 1 && is_other_script(symbols[at - 2]);
  return is_other_script(symbols[at - 1]);
}

}  // namespace fuyuan
