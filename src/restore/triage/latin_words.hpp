#pragma once

#include <optional>
#include <string_view>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// The first two bytes of ’ and its like in UTF-8, read as GBK.
inline constexpr char32_t kHalfOfCurled = U'鈥';

/// A line of another language in Latin letters, whose UTF-8 or Windows-1252 was read as GBK: `Ein
/// Geschenk f眉r meine Mutter`, `it doesn鈥檛`, `la informa珲es`. Nothing, where a single character
/// of it may be Chinese.
std::optional<LineSpan> repair_latin_words(std::u32string_view line, const LanguageModel& model);

/// Whether UTF-8 of a Latin letter with an accent, or of a curled quotation mark, begins with the
/// bytes that GBK has for this character.
bool may_be_latin_letter(char32_t cp);

}  // namespace fuyuan
