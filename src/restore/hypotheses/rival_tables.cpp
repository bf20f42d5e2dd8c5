#include "restore/hypotheses/rival_tables.hpp"

#include <algorithm>
#include <utility>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kNearlyTheSame = 3;  ///< nats
/// What was never seen behind a rare character costs less than behind a common one: where words
/// are not known, the commoner character is likelier than n-grams say.
constexpr double kShareOfCommonness = 0.3;
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
  // What stands beside them in a line that is broken in part only says nothing.
  if (ranked[0].failures + ranked[1].failures > 0 || first.size() != second.size()) return;
  // Not by what was gained: who was first in other lines may have been so by the tables' order.
  double lead = model.score_text(first) - model.score_text(second);
  if (lead > kNearlyTheSame) return;
  const std::vector<std::size_t> places = find_differences(first, second);
  if (places.size() > kMostDifferences) return;
  std::vector<Token> tokens;
  for (const char32_t cp : first)
    tokens.push_back(cp == kReplacement ? masked.unknown() : model.token(cp));
  // What is in doubt says nothing of what else is.
  for (const std::size_t place : places) tokens[place] = masked.unknown();
  const std::vector<MaskedModel::Place> seen = masked.look(tokens, places);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Token one = model.token(first[places[i]]);
    const Token other = model.token(second[places[i]]);
    lead += masked.score(seen[i], one) - masked.score(seen[i], other) +
            kShareOfCommonness * (model.unigram(one) - model.unigram(other));
  }
  if (lead < 0) std::swap(ranked[0], ranked[1]);
}

}  // namespace fuyuan
