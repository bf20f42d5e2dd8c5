#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace fuyuan {

/// Whether the lines of a document are rows, as in CSV, TSV and data of programs: all have the same
/// number of separators. Decoders' marks may have swallowed some of them; none is made by damage.
class RowShape {
 public:
  static bool may_separate(char32_t cp) { return cp == U',' || cp == U'\t' || cp == U'|'; }

  /// UTF-8 or raw bytes.
  void learn(std::string_view text);

  /// The separator that a row lacks; 0 where it has all of them, or is none.
  char32_t missing(std::u32string_view line) const;

  /// Whether a row has as many of these separators as all others, so that none is lost. What stands
  /// within quotation marks does not count.
  bool is_full(std::u32string_view line, char32_t separator) const;

 private:
  static constexpr std::size_t kSeparators = 3;
  /// By separator: how many each row has; 0 where lines are no rows.
  std::array<std::size_t, kSeparators> counts_{};
};

}  // namespace fuyuan
