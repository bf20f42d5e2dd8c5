#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "channel/misread.hpp"
#include "model/page_cache.hpp"
#include "restore/options.hpp"
#include "restore/plan.hpp"
#include "restore/steps/document_text.hpp"
#include "restore/steps/first_mark.hpp"

namespace fuyuan {

class LineRestorer;
struct LayeredSteps;

/// A document on its way through the steps: it asks for each, and becomes what comes of it.
class Document : public DocumentText {
 public:
  /// `context`: text from before this document, as it was found. How that is broken is evidence of
  /// how this is.
  Document(std::string text, const Options& options, std::string_view context = {});

  /// Undoes escapes, layer by layer: what they stand for may be damaged in its turn.
  void undo_escapes();

  /// Undoes damage, one step after another, until nothing changes. At most four steps.
  /// Returns whether there was any.
  bool undo_damage();

  /// Takes out noise that runs through the document: see NoiseFinder.
  void remove_noise();

  /// Puts right what is a matter of code points only.
  void repair_code_points();
  /// What a charset lacked that the text was saved in, characters of which no byte is left, and the
  /// dots of foreign names.
  void infer_lost();

  /// Turns Traditional Chinese lines into Simplified ones, and undoes what is seen now that the
  /// text around it is Simplified, as if the document had come like this: restoring it again must
  /// change nothing.
  void simplify();

  std::vector<Step> take_steps() { return std::move(steps_); }

 private:
  void undo_layers_of_escapes();
  /// Applies the step, unless it changes nothing, and learns what the document is then. Returns
  /// whether it did.
  bool take(Step step);
  /// Those of a healthy document that bytes were lost from before it was decoded.
  void find_torn_lines();
  void remove_raw_notes();
  /// Two steps of which the first alone leaves nonsense.
  void take_both(LayeredSteps steps);
  void undo_best_fit();
  /// Tables whose columns were misread in different ways. Line by line none of them would make
  /// sense.
  void mend_tables();
  /// Columns of records that were misread where the rest is healthy.
  void mend_columns();
  /// What is left of text that was saved as GBK, or looks like it, as if the document had come like
  /// this. Returns whether anything was.
  bool restore_remnants();
  void read_context(std::string_view context);
  /// The document's own and those of its context.
  std::vector<const Line*> suspicious_lines_seen() const;
  void learn_habits();
  /// Returns how many notes it has.
  std::size_t judge_converted_page();
  /// What became of the case of all letters that look misread: one line may have few of them.
  LetterCase learn_letter_case() const;
  bool has_certain_shift() const;
  void learn_page();
  void learn_favourites();
  void learn_channel_of_all();
  /// Whether all but few of the document's characters may come of the channel.
  bool explains_most(const Misread& channel) const;
  void judge_marks();
  bool run_step();
  /// What a step leaves of lines, by the numbers that they have then: line ends come back as well.
  struct LineNumbers {
    std::set<std::size_t> settled;
    std::set<std::size_t> torn;
    std::set<std::size_t> given_up;  ///< in part: the U+FFFD there are no one else's marks
  };
  /// `found`: in each of the lines.
  LineNumbers number_lines(const std::vector<std::vector<LineSpan>>& found) const;
  /// What each of the lines that are not settled becomes, by itself.
  std::vector<std::vector<LineSpan>> restore_lines(const LineRestorer& restorer) const;
  /// Says that nothing else is to be looked for in lines of text that was saved as GBK.
  void settle_remnants();
  /// Whether its hanzi are text, by and large, as it stands.
  bool makes_sense() const;
  /// Says of each line, once it was read again, whether the next step goes on there.
  void settle_lines(const LineNumbers& numbers);
  /// For another step.
  void reopen_lines();
  static void simplify_spans(std::vector<std::vector<LineSpan>>& found);
  /// See ChanceUtf8.
  void read_leftovers_as_raw();

  std::vector<Line> context_;  ///< lines of others with damage or notes, until the first step
  /// The numbers of lines that read well, but for what was given up.
  std::set<std::size_t> given_up_;
  FirstMark first_mark_;
  bool was_converted_page_ = false;  ///< before the notes were taken out
  bool was_simplified_ = false;      ///< what comes to light now is to be so, too
  /// What speaks for a charset from outside of the text: see collect_votes.
  std::map<const Misread*, double> votes_;
  PageCache page_;
  std::optional<PageCache> plausible_page_;
};

}  // namespace fuyuan
