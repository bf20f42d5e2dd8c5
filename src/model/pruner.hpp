#pragma once

#include <string>
#include <vector>

#include "model/ngram_counts.hpp"
#include "model/trainer.hpp"
#include "model/vocabulary.hpp"

namespace fuyuan {

/// Everything a model is made of, on its way from counts to a file.
struct ModelParts {
  const Vocabulary& vocabulary;
  std::vector<float> unigram;
  NGrams bigrams = {};
  NGrams trigrams = {};
  NGrams fourgrams = {};
  std::string description = {};
};

/// Marks the n-grams to keep, so that the model fits `options.max_bytes`: those whose absence would
/// cost most by the weighted difference of Seymore and Rosenfeld (1996): count × (log P − log P of
/// the back-off). Every n-gram that stays keeps its prefix and its suffix.
void prune(ModelParts& parts, const TrainerOptions& options);

/// log of the weight that makes P(· | context) sum to one, for the n-grams [begin, end) that share
/// a context: (1 − Σ P kept) / (1 − Σ P of the lower order).
double backoff_weight(double kept_mass, double lower_mass);

}  // namespace fuyuan
