#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "restore/triage/line_openings.hpp"
#include "restore/triage/lone_marks.hpp"
#include "text/ascii_habits.hpp"
#include "text/item_count.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Finds out whether the marks (`?`, U+FFFD) of UTF-8 read as GBK took line ends along, as those of
/// .NET (and so of PowerShell), PHP and early Java do and those of MultiByteToWideChar do not: from
/// how lines still end, and from what stands behind the marks within lines.
class LineEndJudge {
 public:
  /// `habits`: of the document.
  explicit LineEndJudge(const AsciiHabits& habits) : habits_(habits) {}

  /// A line that looks broken. `found`: the marks of it; `rest`: of the text, from its line end on.
  void add(std::u32string_view symbols, const LoneMarks& found, std::string_view rest);

  /// The numbers of items that go on behind marks, and the signs that others begin with.
  ItemCount items() const;

  static constexpr double kEnough = 0.7;  ///< nats, to believe it

  /// How much likelier it is that line feeds were taken, in nats.
  double weigh() const;
  /// `is_one_line`: no line end is left, which one line alone would not have had, but for what
  /// plainly begins others.
  bool take_line_feeds(bool is_one_line) const;
  /// Of the CR LF that lines of `text` end in, what is left of some is LF.
  bool take_returns(std::string_view text) const;

 private:
  /// Lines that end in Chinese.
  struct Ends {
    std::size_t alone = 0;  ///< in the mark of a single byte
    std::size_t whole = 0;
  };

  /// Whether no other place looked the same.
  bool is_new(std::u32string_view symbols, std::size_t at);

  /// A mark at the end of a line would have taken the first of two line ends, and of paragraphs
  /// with a blank line between them every other one ends in no mark.
  bool has_impossible_end() const;

  // How much likelier what was seen is if line feeds were taken, in nats:
  double weigh_ends() const;
  double weigh_places() const;

  const AsciiHabits& habits_;
  Ends before_text_;
  Ends before_blank_;
  std::size_t alone_without_return_ = 0;
  std::size_t paragraphs_ = 0;  ///< that begin behind a mark
  std::set<std::u32string> seen_;
  ItemCount items_;
  /// A mark within a line.
  struct Place {
    double weight = 0;    ///< see weigh_place
    char32_t behind = 0;  ///< a sign that may begin lines
  };
  std::vector<Place> places_;
  LineOpenings openings_;
};

}  // namespace fuyuan
