#include "restore/triage/ruins.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "restore/triage/latin_words.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Nats a character, and above that what the stretch comes to: of 2,827 Traditional paragraphs 31
/// have a name that costs as much. Where question marks stand within a run, less tells.
constexpr double kFair = 11.5;
constexpr double kFairAtMark = 8;
constexpr double kFairOfCertain = 12;
constexpr double kExcess = 10;

/// What a run of text goes on with: letters, and marks among them.
bool is_of_run(Symbol symbol) {
  return is_mark(symbol) || char_class(symbol) == CharClass::pua ||
         (symbol >= 0x80 && u_isalpha(static_cast<UChar32>(symbol)) != 0);
}

/// Sets `value` where the run costs so much more than `fair`.
void mark_stretches(std::u32string_view symbols, std::span<const float> costs, Stretch run,
                    double fair, char value, std::vector<char>& ruined) {
  double sum = 0;
  double most = kExcess;
  std::size_t first = run.begin;
  for (std::size_t at = run.begin; at < run.end; ++at) {
    sum += is_mark(symbols[at]) ? 0 : costs[at] - fair;
    if (sum <= 0) {
      sum = 0;
      most = kExcess;
      first = at + 1;
    } else if (sum > most) {
      most = sum;
      std::fill(ruined.begin() + static_cast<std::ptrdiff_t>(first),
                ruined.begin() + static_cast<std::ptrdiff_t>(at + 1), value);
    }
  }
}

/// The first bytes of a typographic mark of UTF-8, of which the last was lost: nobody asks for
/// holmium between Latin words.
bool is_cut_mark(std::u32string_view symbols, std::size_t at) {
  constexpr std::size_t kReach = 6;  // symbols
  if (symbols[at] != kHalfOfCurled || at + 1 == symbols.size() || !is_mark(symbols[at + 1]))
    return false;
  const std::size_t begin = at - std::min(at, kReach);
  const auto is_ascii = [](std::u32string_view side) {
    return std::none_of(side.begin(), side.end(),
                        [](char32_t cp) { return cp >= 0x80 && cp != kReplacement; });
  };
  return is_ascii(symbols.substr(begin, at - begin)) && is_ascii(symbols.substr(at + 1, kReach));
}

}  // namespace

std::vector<char> find_ruins(std::u32string_view symbols, std::span<const float> costs) {
  std::vector<char> ruined(symbols.size(), 0);
  for (std::size_t begin = 0; begin < symbols.size(); ++begin) {
    if (!is_of_run(symbols[begin])) continue;
    std::size_t end = begin;
    while (end < symbols.size() && is_of_run(symbols[end])) ++end;
    const std::u32string_view run = symbols.substr(begin, end - begin);
    const auto marks = std::count_if(run.begin(), run.end(), is_mark);
    mark_stretches(symbols, costs, {begin, end}, marks > 0 ? kFairAtMark : kFair, 1, ruined);
    // Somebody may ask once.
    if (marks > 1) mark_stretches(symbols, costs, {begin, end}, kFairOfCertain, 2, ruined);
    for (std::size_t at = begin; at < end; ++at) {
      if (is_cut_mark(symbols, at)) ruined[at] = 2;
    }
    begin = end;
  }
  return ruined;
}

}  // namespace fuyuan
