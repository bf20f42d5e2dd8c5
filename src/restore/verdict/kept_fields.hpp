#pragma once

#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Takes out of the spans the fields of a record, between ASCII, that were no part of the damage:
/// pairs read as other pairs come to something wherever they are, and what the next field needs
/// costs a healthy one little. A field has to pay for itself.
void keep_fields(std::u32string_view line, std::vector<LineSpan>& spans,
                 const DocumentHabits& habits, const LanguageModel& model);

}  // namespace fuyuan
