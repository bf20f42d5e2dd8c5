#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// Where a document says which charset it is in.
struct CharsetDeclaration {
  std::size_t begin = 0;  ///< of the name, a byte offset
  std::size_t end = 0;
  std::string name;  ///< as written
};

/// Finds `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">`, `<?xml … encoding=…?>`
/// or `@charset "…";` in the first 4 KiB. Nothing where a document has none, or where it stands in
/// a comment.
std::optional<CharsetDeclaration> find_charset_declaration(std::string_view bytes);

}  // namespace fuyuan
