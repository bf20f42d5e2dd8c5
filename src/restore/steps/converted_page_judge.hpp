#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "restore/measure/page_notes.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// Tells a page that a converter to Traditional Chinese left its notes in from one whose readings
/// an author wrote, who teaches or tells how a name is read.
class ConvertedPageJudge {
 public:
  /// Both must outlive it, and not change. `context`: lines of other records of the same file.
  explicit ConvertedPageJudge(const DocumentText& document,
                              std::span<const DocumentLine> context = {});

  /// How many notes there are.
  std::size_t notes() const { return all_.notes; }

  /// `notes`: what all of them say.
  bool is_converted(const PageNotes& notes) const;

 private:
  bool is_taught(const PageNotes& notes) const;
  bool is_taught_in_japanese() const;
  /// Whether there are as many as a converter leaves.
  bool has_notes_throughout() const;
  /// Whether each reading is at the end of a word, as in the lists of a teacher: converters put
  /// theirs into the middle of words, if not of this record's then of others'.
  bool lists_readings() const;
  bool is_torn() const { return all_.marks + all_.torn_notes > 0; }

  const DocumentText& document_;
  std::span<const DocumentLine> context_;
  LineScan all_;  ///< what concerns notes, of all lines together
};

/// Whether it has notes, whole or torn.
bool has_notes(const DocumentLine& line);

/// What the document's notes say.
PageNotes collect_notes(const DocumentText& document);

/// Characters with a Traditional form that stand beside converted ones, ascending.
std::u32string find_unconverted(const DocumentText& document);

}  // namespace fuyuan
