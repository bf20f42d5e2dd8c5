#pragma once

#include <string_view>

#include "model/language_model.hpp"
#include "model/masked_model.hpp"

namespace fuyuan {

/// How sure the models are of `guess` between `before` and `after`, of which nothing is known but
/// that it is one of thousands of characters: 0–1; less than `least` is 0, which is found out
/// sooner. What the whole line is about counts as well.
double corroborate(std::u32string_view before, char32_t guess, std::u32string_view after,
                   const LanguageModel& model, const MaskedModel& masked, double least = 0);

}  // namespace fuyuan
