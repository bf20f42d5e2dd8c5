#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// The name of the odd encoding of Unicode that a whole document is in, or "": "cesu-8" (surrogates
/// and, as Java has them, zeros in two or six bytes), "ascii as utf-16le", or "ascii as utf-16 with
/// blanks for zeros", which some programs show instead.
std::string_view find_odd_unicode(std::string_view bytes);

/// Decodes what `find_odd_unicode` named; nothing for other names. A surrogate without its partner
/// becomes U+FFFD.
std::optional<std::string> decode_odd_unicode(std::string_view charset, std::string_view bytes);

/// Whether bytes with zeros in them are text all the same: fields or records padded with zeros.
bool is_padded_text(std::string_view bytes);

}  // namespace fuyuan
