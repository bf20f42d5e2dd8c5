#pragma once

#include <span>

#include "model/model_format.hpp"

namespace fuyuan {

/// Throws std::runtime_error unless `bytes`, which begin with `header`, are a whole model of this
/// version, in which nothing that is read without asking again points outside of what it is in.
void check_model(const ModelHeader& header, std::span<const unsigned char> bytes);

}  // namespace fuyuan
