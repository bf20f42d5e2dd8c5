#pragma once

#include <string_view>

#include "model/language_model.hpp"
#include "model/masked_model.hpp"

namespace fuyuan {

/// How sure the model is of `guess` between `before` and `after`, of which nothing is known but
/// that it is one of thousands of characters: 0–1. The model finds one n-gram in two thousand that
/// nobody wrote, so among thousands of candidates some are always praised by mistake. The guess has
/// to hold where the n-gram that speaks for it loudest is doubted, while its rivals keep theirs.
/// What the whole line is about counts as well.
double corroborate(std::u32string_view before, char32_t guess, std::u32string_view after,
                   const LanguageModel& model, const MaskedModel& masked);

}  // namespace fuyuan
