#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// The typographic marks of text in Latin letters, read from its beginning to its end: what stands
/// where one was lost follows from which quotation marks are open and from its neighbours.
class LatinMarks {
 public:
  struct Guess {
    char32_t mark = 0;
    double share = 0;  ///< of such places that have it, 0 to 1
  };

  /// Of what was lost with a mark, where that is no digit.
  static constexpr double kShareOfBlank = 0.9;

  /// What follows in the text.
  void add(char32_t cp);
  /// What was added last; 0: nothing.
  char32_t last() const { return last_; }

  /// Whether a quotation is open.
  bool is_open() const { return !open_.empty(); }

  /// The mark that was lost behind all that was added. `behind`: what stood behind it; 0: nothing.
  /// Nothing where several are as likely.
  std::optional<Guess> guess(char32_t behind) const;

 private:
  char32_t last_ = 0;
  bool has_words_ = false;
  std::u32string open_;            ///< the quotation marks that are, the last one innermost
  bool may_close_single_ = false;  ///< ’ was added last: an apostrophe, if a letter follows
};

/// Adds to the end of what a span becomes, and to `marks`, what was inferred there.
void append_inferred(char32_t cp, double share, LatinMarks& marks, LineSpan& span);

/// Names the marks that were inferred between Latin words of a line.
void name_latin_marks(std::u32string_view line, std::vector<LineSpan>& spans);

/// Takes question marks of what a line of Latin words became for marks of which a byte was lost,
/// and a blank with it, where nobody asks: in an open quotation behind a comma or a full stop or
/// before a letter, and between numbers. `least`: the probability below which they stay.
void infer_latin_marks(double least, LineSpan& span);

}  // namespace fuyuan
