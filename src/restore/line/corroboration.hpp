#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "model/masked_model.hpp"

namespace fuyuan {

/// How sure the models are of `guess` between `before` and `after`, of which nothing is known but
/// that it is one of thousands of characters: 0–1; less than `least` is 0, which is found out
/// sooner. What the whole line is about counts as well.
double corroborate(std::u32string_view before, char32_t guess, std::u32string_view after,
                   const LanguageModel& model, const MaskedModel& masked, double least = 0);

/// How likely each of `characters` is between `before` and `after` by the same: nats, but for a
/// summand that is the same for all of them.
std::vector<double> weigh(std::u32string_view before, std::u32string_view characters,
                          std::u32string_view after, const LanguageModel& model,
                          const MaskedModel& masked);

}  // namespace fuyuan
