#pragma once

#include <string_view>

#include "model/language_model.hpp"

namespace fuyuan {

/// Whether a line, or a good part of it, is plainly no text of any language: characters in a row
/// that nobody writes together, letters of several scripts in one word, Latin letters and signs by
/// turns, more question marks than letters. Lists of rare characters and names, tables, formulas
/// and emoticons are none of these.
bool is_nonsense(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
