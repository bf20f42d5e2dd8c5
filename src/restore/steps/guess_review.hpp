#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/hypotheses/decoder_finder.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// Looks at what was guessed in the lines of a document once all of them were searched: what the
/// others tell of a line improves its guesses, or takes them back. What was not guessed stays.
class GuessReview {
 public:
  /// `found`: in each of the document's lines(). Both must outlive it, and the document not change.
  GuessReview(const DocumentText& document, std::vector<std::vector<LineSpan>>& found)
      : document_(document), lines_(document.lines()), found_(found) {}

  /// Restores the lines with inferred characters again, now that the others tell what words the
  /// page has. Returns which lines have something of what only the rest of the document tells: see
  /// Leftovers::restore_lossy.
  std::set<std::size_t> look_again(const DecoderFinder& decoders);
  /// Says what lost digits, and inferred numerals, signs and brackets, were, as far as the
  /// document's lists and what stands around them tell.
  void name_lost();
  /// Takes back what would make hanzi of another alphabet: see SurvivorShare.
  void withdraw_unmarked();
  /// Takes back what numbers things and nothing tells: see withdraw_open_numbers.
  void withdraw_numbers();
  /// Takes back what was inferred at line ends without good reason: see LineEnds.
  void doubt_line_ends();

 private:
  /// Calls `visit(line, i)` with each line of the document; `i`: where it stands in lines(), those
  /// that are not healthy, and their number for all others.
  template <typename Visit>
  void for_each_text(Visit visit) const;
  /// Whether what is known of the document is Simplified Chinese.
  bool is_simplified() const;
  /// Whether blanks that were guessed behind full stops were line ends.
  bool lost_paragraph_ends() const;
  /// What the fields of a column end in: see ColumnEnds.
  void name_column_ends();
  /// What `Signs` names: see LostSigns and OppositeSigns.
  template <typename Signs>
  void name_signs();

  const DocumentText& document_;
  const std::vector<DocumentLine>& lines_;
  std::vector<std::vector<LineSpan>>& found_;
};

}  // namespace fuyuan
