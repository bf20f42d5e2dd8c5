#pragma once

#include "restore/hypotheses/column_finder.hpp"
#include "restore/plan.hpp"
#include "restore/repair/holed_signs.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

// What may be done to a document as a whole, beside the search for the misread of each of its
// lines. Each looks at the document and returns what it would change: nothing, where there is no
// such damage. In the order in which a Document asks for them.

/// Numeric entities in markup of what was misread before: see EntityLine.
Step undo_misread_entities(const DocumentText& document);

/// Escapes that lost their backslashes: see find_bare_escapes.
Step undo_bare_escapes(const DocumentText& document);

/// Notes inside of characters of lines that were not decoded yet: see find_torn_raw_notes. The
/// others go once they are.
Step remove_raw_notes(const DocumentText& document);

/// One layer of columns of records that were misread, each in its own way: see ColumnFinder.
Step mend_columns(const DocumentText& document, ColumnFinder::Search search);

/// Signs that were read as letters: see find_misread_signs. `is_of_layers`: of lines that were
/// misread several times.
Step mend_signs(const DocumentText& document, bool is_of_layers);

/// Signs that were read as letters and lost bytes: see HoledSigns. `need`: what lines have to tell.
Step mend_holed_signs(const DocumentText& document, HoledSigns::Need need);

/// Letters à whose second byte became a blank: see find_blanked_letters.
Step mend_blanked_letters(const DocumentText& document);

/// Two misreads that fields of healthy lines went through, the one that came last first.
struct LayeredSteps {
  Step above;
  Step below;
};
LayeredSteps undo_layered_fields(const DocumentText& document);

/// Lines of UTF-8 that was read as Windows-1252 or Latin-1 twice, and lost nothing by it: all of
/// such a line comes of both, or signs among its hanzi would be taken for what one of them left.
LayeredSteps undo_doubled_utf8(const DocumentText& document);

/// The uppermost of three such misreads or more: what is left are others.
Step undo_tripled_utf8(const DocumentText& document);

/// Fields beside others that were damaged in another way: see find_utf8_fields.
Step mend_utf8_fields(const DocumentText& document);

/// Characters with ASCII in them: see SplitCharacters. It comes to stand behind them.
Step join_characters(const DocumentText& document);

/// Bytes of characters that became spaces: see find_blanked_bytes.
Step fill_blanked_bytes(const DocumentText& document);

/// What an editor lost that took UTF-8 for GBK: see SavedAsGbk.
Step undo_saving_as_gbk(const DocumentText& document);

/// Whether what the document still has of such marks tells of it.
bool was_saved_as_gbk(const DocumentText& document);

/// GBK that was read as Windows-1252 and saved as GBK: see BestFit.
Step undo_best_fit(const DocumentText& document);

/// The misread that such text went through afterwards.
Step undo_misread_of_best_fit(const DocumentText& document);

/// What became of single characters after a misread, where that lets it be undone: see Alteration.
Step undo_alterations(const DocumentText& document);

/// Boxes that lines begin with: see find_misread_boxes. `in_part`: of lines that go on with other
/// text, whose misread they hide.
Step mend_boxes(const DocumentText& document, bool in_part);

/// Lines that were cut in the middle of characters: see SplitLines.
Step rejoin_lines(const DocumentText& document);

/// Letters and accents that were taken apart, where a misread is seen once they are together: see
/// Decomposed.
Step compose_accents(const DocumentText& document);

/// Backslashes that were put into characters: see find_doubled_backslashes.
Step remove_backslashes(const DocumentText& document);

/// The last of several misreads that all lines went through: see Utf8LayerFinder.
Step undo_utf8_layer(const DocumentText& document);

/// Short fields of columns in which the same misread was undone elsewhere: see find_short_fields.
Step mend_short_fields(const DocumentText& document);

/// Short pieces between ASCII that were misread as others were: see find_short_pieces.
Step mend_short_pieces(const DocumentText& document);

/// Typographic marks in Latin text, some of which lost a byte: see find_curled_marks.
Step mend_curled_marks(const DocumentText& document);

/// Pictographs that stand alone in healthy text: see find_misread_pictographs.
Step mend_pictographs(const DocumentText& document);

/// Signs that were read as controls: see find_control_signs.
Step mend_control_signs(const DocumentText& document);

/// Marks and signs of GBK or Big5 that were read as letters: see MisreadPunctuation.
Step mend_punctuation(const DocumentText& document);

/// What is a matter of single code points: see repair_code_points of a line.
Step repair_code_points(const DocumentText& document);

/// Signs that were read as hanzi: see find_misread_units.
Step mend_units(const DocumentText& document);

/// The dots of foreign names: see LostInterpunct.
Step infer_interpuncts(const DocumentText& document);

/// What a charset lacked that the text was saved in: see SavedAs.
Step fill_marks(const DocumentText& document);

/// Characters of which no byte is left, where the line leaves no doubt. What is inferred tells more
/// of what is still lost.
Step infer_lost(const DocumentText& document);

/// Traditional Chinese lines, as Simplified ones.
Step simplify(const DocumentText& document);

}  // namespace fuyuan
