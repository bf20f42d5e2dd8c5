#include "channel/strange_pairs.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/surnames.hpp"

namespace fuyuan {
namespace {

constexpr double kNoWord = 24;  ///< nats that a pair costs at the least, behind what it follows
constexpr std::size_t kContext = 2;  ///< characters before the pair

bool is_of_both_scripts(char32_t han) {
  return !is_traditional_only(han) && !is_simplified_only(han);
}

}  // namespace

bool StrangePairs::are_strange(std::u32string_view line, std::size_t at) const {
  if (!may_be_drawn(line[at]) || !may_be_drawn(line[at + 1]) || !is_of_both_scripts(line[at]) ||
      !is_of_both_scripts(line[at + 1])) {
    return false;
  }
  const std::size_t context = std::min(at, kContext);
  const double with = model_.score_text(line.substr(at - context, context + 2));
  return model_.score_text(line.substr(at - context, context)) - with > kNoWord;
}

std::vector<Noise::Place> StrangePairs::find(std::u32string_view line) const {
  std::vector<Place> places;
  // On a Simplified page they are nothing that anybody has seen.
  if (std::none_of(line.begin(), line.end(), is_traditional_only)) return places;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (!is_punctuation_mark(line[at]) || !is_han(line[at - 1]) || is_torn(line, at - 1)) continue;
    // Few clauses end with a surname: a name is likely to follow.
    const bool is_pair = at > 2 && stands_before_mark(line, at - 2) &&
                         !is_common_surname(line[at - 3]) && are_strange(line, at - 2);
    places.push_back({is_pair ? at - 2 : at, at});
  }
  return places;
}

bool StrangePairs::is_drawn(char32_t han) const {
  return may_be_drawn(han) && !RarePairs::is_drawn(han) && is_of_both_scripts(han);
}

}  // namespace fuyuan
