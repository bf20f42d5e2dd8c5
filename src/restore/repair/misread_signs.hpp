#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// The channel of what they find.
inline constexpr std::string_view kSignChannel = "utf8-as-windows-1252";

struct SignSearch {
  bool is_strict = false;     ///< nothing is inferred
  bool is_known = false;      ///< the document went through that misread: less evidence is enough
  bool is_of_layers = false;  ///< only where it was twice, and nothing else is to be found
};

/// Finds single signs and letters of UTF-8 that were read as Windows-1252 or Latin-1, once or
/// twice, in a line that is healthy otherwise: `25Â°C` was `25°C`, `Donâ€™t` `Don’t`, `BeyoncÃ©`
/// `Beyoncé`. Two or three letters are too little for other channels to go by; these are the exact
/// image of a sign in common use, and what stands there makes no word of any language: a capital Ã
/// behind a small letter, `â€`. What stands alone between quotation marks, or beside the right
/// form, is shown on purpose and stays, as do words such as `Âge` and `SÃO`.
std::vector<LineSpan> find_misread_signs(std::u32string_view line, SignSearch search);

/// Whether the bytes may hold such signs: a quick look.
bool may_have_misread_signs(std::string_view bytes);

}  // namespace fuyuan
