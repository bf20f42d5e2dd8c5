#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "channel/misread.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Tells a document in another alphabet from what is left of East Asian bytes that were read as
/// UTF-8. One hanzi in six is a letter by chance (前 `ǰ`); the others leave marks of lost bytes, or
/// what a decoder that guesses makes of them. Many letters without these are somebody's text,
/// however well some of them read as hanzi.
class SurvivorShare {
 public:
  /// A line of the document as it is, whether or not anything is repaired in it.
  void add_line(std::u32string_view line);

  /// A repair of a line.
  void add_span(std::u32string_view line, const LineSpan& span);

  /// Whether any of the repairs takes letters for pairs. If not, all of them may be.
  bool has_letters() const { return letters_ != ByKind{}; }

  /// Whether the document may have gone through the channel of the repair. Always true of channels
  /// that read nothing as UTF-8.
  bool may_be(const LineSpan& span) const;

 private:
  enum Kind : std::size_t { kAll, kGuessed, kGuessedAmongPairs, kKinds };

  static bool is_of_interest(const Misread& channel);
  static Kind kind_of(const Misread& channel);

  using ByKind = std::array<std::size_t, kKinds>;
  ByKind letters_{};  ///< in repairs, of each kind of decoder
  ByKind others_{};   ///< what it makes of all other characters
};

}  // namespace fuyuan
