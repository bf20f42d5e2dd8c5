#pragma once

#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// The share of Chinese text in `original`, as a natural logarithm, that does not survive being
/// read as `wrong`: the less there is, the more question marks are nothing but question marks.
float find_mark_rate(const Charset& original, const Charset& wrong, const LanguageModel& model);

}  // namespace fuyuan
