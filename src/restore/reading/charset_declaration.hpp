#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// What a span that puts one right has for a channel.
inline constexpr std::string_view kDeclarationName = "charset-declaration";

/// Where a document says which charset it is in.
struct CharsetDeclaration {
  std::size_t begin = 0;  ///< of the name, a byte offset
  std::size_t end = 0;
  std::string name;  ///< as written
};

/// Finds all `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">`, `<?xml …
/// encoding=…?>`, `<%@ page pageEncoding=… %>` or `@charset "…";` in the first 4 KiB, in order; not
/// in comments of HTML. `# -*- coding: … -*-` in the first two lines, and the header of a message
/// catalogue.
std::vector<CharsetDeclaration> find_charset_declarations(std::string_view bytes);

/// The first of them: what the document is most probably in.
std::optional<CharsetDeclaration> find_charset_declaration(std::string_view bytes);

/// Those that name another charset than UTF-8, and those of mails (see find_content_types), which
/// may be in many charsets.
std::vector<CharsetDeclaration> find_legacy_declarations(std::string_view bytes);

}  // namespace fuyuan
