#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {

/// A field of a record of CSV or the like; offsets in symbols of the line, without the quotation
/// marks around it.
struct RecordField {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_quoted = false;
};

/// The fields of a line that is a record: two and more, between tabs, commas or semicolons, with
/// ASCII quotation marks around whole fields only. Empty where it is none.
std::vector<RecordField> split_record(std::u32string_view line);

}  // namespace fuyuan
