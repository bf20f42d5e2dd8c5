#include "restore/rival_tables.hpp"

#include <algorithm>
#include <utility>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kNearlyTheSame = 3;         ///< nats
constexpr std::size_t kMostDifferences = 4;  ///< more of them never cost the same

/// Where two texts of the same length differ.
std::vector<std::size_t> find_differences(std::u32string_view one, std::u32string_view other) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < one.size(); ++at) {
    if (one[at] != other[at]) places.push_back(at);
  }
  return places;
}

}  // namespace

bool is_other_table(const Ranked& one, const Ranked& other) {
  return without_variant(one.channel->name()) == without_variant(other.channel->name()) &&
         one.text != other.text;
}

void weigh_rival_tables(std::vector<Ranked>& ranked, const LanguageModel& model,
                        const MaskedModel& masked) {
  if (ranked.size() < 2 || !is_other_table(ranked[0], ranked[1])) return;
  const std::u32string& first = ranked[0].text;
  const std::u32string& second = ranked[1].text;
  double lead = ranked[0].gain - ranked[1].gain;
  if (lead > kNearlyTheSame || first.size() != second.size()) return;
  const std::vector<std::size_t> places = find_differences(first, second);
  if (places.size() > kMostDifferences) return;
  std::vector<Token> tokens;
  for (const char32_t cp : first)
    tokens.push_back(cp == kReplacement ? masked.unknown() : model.token(cp));
  // What is in doubt says nothing of what else is.
  for (const std::size_t place : places) tokens[place] = masked.unknown();
  const std::vector<MaskedModel::Place> seen = masked.look(tokens, places);
  for (std::size_t i = 0; i < places.size(); ++i) {
    lead += masked.score(seen[i], model.token(first[places[i]])) -
            masked.score(seen[i], model.token(second[places[i]]));
  }
  if (lead < 0) std::swap(ranked[0], ranked[1]);
}

}  // namespace fuyuan
