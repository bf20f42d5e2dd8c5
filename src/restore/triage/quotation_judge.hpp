#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// Finds out whether what stands between quotation marks is broken throughout a document: of broken
/// text that somebody shows there are a few places, of a column, an attribute or a key that was
/// misread there is one in each line.
class QuotationJudge {
 public:
  /// A line that looks broken, and what its symbols cost.
  void add(std::u32string_view symbols, std::span<const float> costs);

  bool are_broken() const { return lines_ >= kManyLines; }

 private:
  static constexpr std::size_t kManyLines = 8;

  std::size_t lines_ = 0;
};

}  // namespace fuyuan
