#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// The numerals that count the items of a document's lists, `第三条`, `三、`, `（三）`, `③`, and
/// `参数三：` where lines begin with the same word: of one that was inferred the others tell what
/// it was, even where it was taken for another hanzi. Up to 99, circled ones up to 20.
class ListNumerals {
 public:
  /// Adds those of a line, in order of the document. `known`: the same text with U+FFFD for what
  /// was inferred of it.
  void add(std::size_t line, std::u32string_view text, std::u32string_view known);

  struct Guess {
    char32_t numeral = 0;
    double share = 0;  ///< 0–1
  };
  /// The inferred one at `at` of a line. Nothing where the others do not tell.
  std::optional<Guess> guess(std::size_t line, std::size_t at) const;

 private:
  struct Numeral {
    std::size_t line = 0;
    std::size_t at = 0;
    std::u32string known;  ///< U+FFFD for what was inferred
  };
  struct List {
    std::vector<Numeral> numerals;
    std::vector<std::optional<std::size_t>> counts;  ///< what they come to; nullopt: inferred
  };

  /// By what stands behind them, and by the beginning of their lines where that is a word.
  std::map<std::u32string, List> lists_;
};

/// Whether numerals of lists may be among what was inferred.
bool infers_numerals(const std::vector<LineSpan>& spans);

/// Puts right those that were inferred, where the lists tell and what is left of their bytes in
/// UTF-8 is the same. `number`: that of the line.
void name_numerals(std::size_t number, const ListNumerals& lists, std::vector<LineSpan>& spans);

}  // namespace fuyuan
