#pragma once

#include <span>
#include <string_view>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// How much likelier the best stretch of the line becomes when its pairs of bytes in `charset` are
/// cut one byte later: nats, at least 0. `costs`: of the symbols as they are, see price. Cheap; a
/// search for frame shifts is worth it where this gains more than chance does.
double best_shift_gain(std::u32string_view symbols, std::span<const float> costs,
                       const Charset& charset, const LanguageModel& model);

}  // namespace fuyuan
