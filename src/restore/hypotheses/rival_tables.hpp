#pragma once

#include <vector>

#include "model/language_model.hpp"
#include "model/masked_model.hpp"
#include "restore/hypotheses/channel_ranker.hpp"

namespace fuyuan {

/// Whether the two are tables of one charset that differ in the line.
bool is_other_table(const Ranked& one, const Ranked& other);

/// Where the first two of `ranked` are such and gain nearly the same, puts first what the text
/// around the characters in which they differ speaks for.
void weigh_rival_tables(std::vector<Ranked>& ranked, const LanguageModel& model,
                        const MaskedModel& masked);

}  // namespace fuyuan
