#pragma once

#include <string>

#include "model/pruner.hpp"

namespace fuyuan {

/// Computes the back-off weights of what pruning left, quantises, and lays the model out as a file
/// that LanguageModel reads in place.
std::string write_model(const ModelParts& parts);

}  // namespace fuyuan
