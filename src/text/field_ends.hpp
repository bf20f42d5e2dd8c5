#pragma once

#include <cstddef>
#include <string_view>

#include "text/row_shape.hpp"

namespace fuyuan {

/// Whether what closes the document's fields stands whole behind the marks of a decoder: the tag,
/// the quotation mark or the separator. A decoder that takes the next character along leaves none
/// of them whole where it read the file, and all where it read one field by itself.
class FieldEnds {
 public:
  /// UTF-8 or raw bytes, of which `rows` tells.
  void learn(std::string_view text, const RowShape& rows);

  /// Whether a field ends right before `at`, and fields were read by themselves.
  bool ends_at(std::u32string_view line, std::size_t at, const RowShape& rows) const;

 private:
  bool are_whole_ = false;
};

}  // namespace fuyuan
