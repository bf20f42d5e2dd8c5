#include "restore/triage/quoted_script.hpp"

#include <set>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kOpening = U"“‘「『《\"`";
constexpr std::u32string_view kClosing = U"”’」』》\"`";
constexpr std::size_t kShownCharacters = 2;

/// Calls `action` with each symbol that is not between quotation marks.
template <typename Action>
void for_each_unquoted(std::u32string_view line, Action action) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::size_t kind = kOpening.find(line[at]);
    if (kind != std::u32string_view::npos) {
      const std::size_t end = line.find(kClosing[kind], at + 1);
      if (end != std::u32string_view::npos) {
        at = end;
        continue;
      }
    }
    action(line[at]);
  }
}

/// Whether each Traditional character stands between quotation marks by itself, as what is told of.
bool mentions_each(std::u32string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!is_traditional_only(line[at])) continue;
    if (at == 0 || at + 1 == line.size()) return false;
    const std::size_t mark = kOpening.find(line[at - 1]);
    if (mark == std::u32string_view::npos || line[at + 1] != kClosing[mark]) return false;
    // What is told of is a character, or one of several: “龍”字, “𠮷”“龍”等, 「龍」「龜」二字.
    constexpr std::size_t kReach = 2;
    std::size_t behind = at + 2;
    while (behind + 2 < line.size() && kOpening.find(line[behind]) != kOpening.npos) behind += 3;
    if (behind >= line.size()) return false;
    const std::u32string_view word = line.substr(behind, kReach);
    if (word.find_first_of(U"字等") == word.npos) return false;
  }
  return true;
}

}  // namespace

bool quotes_traditional(std::u32string_view line, bool is_simplified, bool is_all) {
  std::size_t traditional = 0;
  std::size_t simplified = 0;
  for_each_unquoted(line, [&](char32_t cp) {
    traditional += is_traditional_only(cp) ? 1 : 0;
    simplified += is_simplified_only(cp) ? 1 : 0;
  });
  if (traditional == 0 && (simplified > 0 || is_simplified)) return true;
  if (traditional == 0 && is_all && mentions_each(line)) return true;
  std::set<char32_t> forms;
  std::size_t compared = 0;
  for (const char32_t cp : line) {
    if (!is_traditional_only(cp) || !forms.insert(cp).second) continue;
    compared += line.find(simplified_candidates(cp)[0]) != std::u32string_view::npos ? 1 : 0;
  }
  return compared >= kShownCharacters && compared * 2 >= forms.size();
}

}  // namespace fuyuan
