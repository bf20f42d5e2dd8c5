#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// A sign that may stand at the end of a text.
struct ClosingSign {
  char32_t sign = 0;
  double share = 0;  ///< of it, among those that lost the same byte
};

/// What stands before `at` in the element that a closing tag ends behind it, without the tags
/// within its sentences. Nothing where no element ends, or a sentence goes on behind the tag.
std::optional<std::u32string> find_element_text(std::u32string_view line, std::size_t at);

/// How often each sign is known to stand at such an end in the document.
using SignCounts = std::map<char32_t, std::size_t>;

/// Of the signs that leave the same bytes as `best` once they lost the last one, the likeliest at
/// the end of `text`, a paragraph of its own: a model that reads on behind it takes a quotation
/// mark for one that opens, and a tag for what follows a comma.
ClosingSign find_closing_sign(std::u32string_view text, char32_t best,
                              std::u32string_view candidates, const SignCounts& known);

}  // namespace fuyuan
