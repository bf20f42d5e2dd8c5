#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"

namespace fuyuan {

/// How much likelier the text is if characters vanished from it, in nats: the sum over its gaps of
/// log (1 + P(with one of them put back) / P(as it is)), at least 0. `is_lost` says by token which
/// ones may have vanished, `share` how large a part of all text they are: where nobody has seen
/// any of them in a gap, that much is to be expected of it. `may_lack` says by character whether
/// anything can have vanished before it; empty: before any.
double weigh_gaps(std::u32string_view text, const std::vector<char>& is_lost, double share,
                  const LanguageModel& model, const std::vector<char>& may_lack = {});

}  // namespace fuyuan
