#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A range of bytes.
struct HeaderField {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The `Content-Type` fields of a mail, or of all mails of an mbox, whose bodies have characters
/// that are not ASCII: none was encoded as Base64 or quoted-printable. Nothing where the text does
/// not begin with the header of a mail.
std::vector<HeaderField> find_content_types(std::string_view text);

}  // namespace fuyuan
