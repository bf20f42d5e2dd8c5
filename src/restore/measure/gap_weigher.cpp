#include "restore/measure/gap_weigher.hpp"

#include <algorithm>
#include <cmath>

namespace fuyuan {
namespace {

/// A place in the text, and the two characters behind it.
struct Gap {
  Context context;
  Token next = kBoundary;
  Token second = kBoundary;
  double log_probability = 0;  ///< of these two, as the text is
};

/// P(with one of the characters put back) / P(as it is), summed over those seen on both sides.
double weigh(const Gap& gap, const std::vector<char>& is_lost, const LanguageModel& model) {
  double sum = 0;
  for (const Token candidate : model.successors(gap.context.third)) {
    if (is_lost[candidate] == 0) continue;
    const auto successors = model.successors(candidate);
    if (!std::binary_search(successors.begin(), successors.end(), gap.next)) continue;
    const auto inserted = model.score(gap.context, candidate);
    const Context before_next = model.advance(gap.context, candidate, inserted);
    const auto next = model.score(before_next, gap.next);
    const auto second = model.score(model.advance(before_next, gap.next, next), gap.second);
    sum += std::exp(inserted.log_probability + next.log_probability + second.log_probability -
                    gap.log_probability);
  }
  return sum;
}

}  // namespace

double weigh_gaps(std::u32string_view text, const std::vector<char>& is_lost, double share,
                  const LanguageModel& model, const std::vector<char>& may_lack) {
  double evidence = 0;
  Context context = model.start();
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    Gap gap{context, model.token(text[at]), model.token(text[at + 1]), 0};
    const auto next = model.score(context, gap.next);
    context = model.advance(context, gap.next, next);
    if (at == 0 || text[at - 1] < 0x80 || text[at] < 0x80) continue;
    if (!may_lack.empty() && may_lack[at] == 0) continue;
    const auto second = model.score(context, gap.second);
    gap.log_probability = next.log_probability + second.log_probability;
    evidence += std::log1p(std::max(share, weigh(gap, is_lost, model)));
  }
  return evidence;
}

}  // namespace fuyuan
