#include "restore/line/guess_filter.hpp"

#include <algorithm>

#include "restore/decode/channel_kind.hpp"
#include "restore/line/cut_ends.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

void GuessFilter::apply(std::vector<LineSpan>& spans) const {
  for (LineSpan& span : spans) apply(span);
}

void GuessFilter::finish(std::vector<LineSpan>& spans) const {
  apply(spans);
  std::erase_if(spans, [&](const LineSpan& span) {
    return !is_of_page(span) && !is_of_broken_utf8(span) && is_mostly_lost(span);
  });
}

bool GuessFilter::is_of_broken_utf8(const LineSpan& span) const {
  return habits_.is_utf8 && span.channel == kRawUtf8;
}

void GuessFilter::apply(LineSpan& span) const {
  const bool is_broken_utf8 = is_of_broken_utf8(span);
  const double least = is_broken_utf8 ? std::max(options_.infer, kLeastOfRawUtf8) : options_.infer;
  const auto is_unsure = [&](const InferredCharacter& inferred) {
    return options_.strict || inferred.probability < least;
  };
  for (InferredCharacter& inferred : span.inferred) {
    if (is_unsure(inferred)) inferred.character = kReplacement;
  }
  for (std::size_t i = 1; is_broken_utf8 && i < span.inferred.size(); ++i) {
    InferredCharacter& first = span.inferred[i - 1];
    InferredCharacter& second = span.inferred[i];
    // Each is the other's reason.
    if (first.offset + 1 == second.offset && (is_unsure(first) || is_unsure(second)))
      first.character = second.character = kReplacement;
  }
  for (const InferredCharacter& inferred : span.inferred)
    span.after[inferred.offset] = inferred.character;
}

}  // namespace fuyuan
