#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "restore/line/line_restorer.hpp"
#include "restore/options.hpp"
#include "restore/plan.hpp"
#include "restore/reading/tree_listing.hpp"
#include "restore/triage/script_judge.hpp"
#include "restore/verdict/document_habits.hpp"
#include "text/lines.hpp"

namespace fuyuan {

/// A document on its way through the steps: UTF-8 or raw bytes, cut into lines.
class Document {
 public:
  /// `context`: text from before this document, as it was found. How that is broken is evidence of
  /// how this is.
  Document(std::string text, const Options& options, std::string_view context = {});
  ~Document() = default;
  Document(const Document&) = delete;  // its habits point into it
  Document& operator=(const Document&) = delete;

  /// Undoes escapes, layer by layer: what they stand for may be damaged in its turn.
  void undo_escapes();

  /// Undoes damage, one step after another, until nothing changes. At most four steps.
  /// Returns whether there was any.
  bool undo_damage();

  /// Takes out noise that runs through the document: see NoiseFinder.
  void remove_noise();

  /// Puts right what is a matter of code points only: see repair_code_points.
  void repair_code_points();
  /// What a charset lacked that the text was saved in: see SavedAs.
  void fill_marks();
  /// Characters of which no byte is left, where the line leaves no doubt.
  void infer_lost();
  /// The dots of foreign names: see LostInterpunct.
  void infer_interpuncts();

  /// Turns Traditional Chinese lines into Simplified ones.
  /// Returns whether anything was Traditional.
  bool simplify();
  /// What is seen now that the text around it is Simplified, as if the document had come like this:
  /// restoring it again must change nothing.
  void undo_rest();

  const std::string& text() const { return text_; }
  /// Whether it is UTF-8 from end to end.
  bool is_well_formed() const { return is_well_formed_; }
  std::vector<Step> take_steps() { return std::move(steps_); }
  std::string language() const;
  /// Lines that look broken still.
  std::size_t suspicious_lines() const;

 private:
  struct Line {
    std::size_t begin = 0;  ///< bytes of text_, without the line end
    std::size_t end = 0;
    std::size_t number = 0;  ///< from 1
    std::u32string symbols = {};
    LineScan scan = {};
    bool settled = false;      ///< nothing was to be done here in the last step, or nothing is left
    bool has_changed = false;  ///< it may go on here
    bool lacks_bytes = false;  ///< see LineState
  };

  void undo_layers_of_escapes();

  struct ChannelOfMost {
    const Misread* channel = nullptr;  ///< if there is one
    bool is_of_nearly_all = false;
  };

  /// Calls `visit` with where each line begins and ends in text_, without the line end and without
  /// the branches of a listing, and with its number from 1.
  template <typename Visit>
  void for_each_line(Visit visit) const {
    for (const Lines::Line& line : Lines(text_)) {
      visit(line.begin + tree_prefix(line.bytes), line.end - (line.bytes.ends_with('\r') ? 1 : 0),
            line.number);
    }
  }
  static std::u32string read_raw(std::string_view line);
  /// Code points where the line is UTF-8, raw bytes elsewhere: see BrokenUtf8.
  std::u32string read_symbols(std::string_view line) const;
  void read_lines();
  /// Those of a healthy document that bytes were lost from before it was decoded.
  void find_torn_lines();
  /// Symbols of lines that look broken, ASCII apart.
  std::size_t count_broken() const;
  /// Numeric entities in markup of what was misread before: see EntityLine.
  void undo_misread_entities();
  /// Notes inside of characters of lines that were not decoded yet: see find_torn_raw_notes. The
  /// others go once they are.
  void remove_raw_notes();
  /// A byte-order mark of which a decoder left a pair and a mark, before that is taken for hanzi.
  void remove_first_mark();
  /// What that mark took along, as far as the restored line tells, or U+FFFD.
  void fill_first_sign();
  /// Whether nothing but the mark was read as GBK, and Chinese stands behind it.
  bool is_mark_alone(std::u32string_view rest) const;
  /// Characters with ASCII in them: see SplitCharacters. It comes to stand behind them.
  void join_characters();
  /// Bytes of characters that became spaces: see BlankedBytes.
  void fill_blanked_bytes();
  /// Lines that were cut in the middle of characters: see SplitLines.
  void rejoin_lines();
  /// `cuts`: its line feeds, if all of them are such. None: it stays as it is. `is_certain`: the
  /// document was cut like that.
  void append_rejoined(const Line& line, std::span<const std::size_t> cuts, bool is_certain,
                       std::vector<Span>& out) const;
  /// Tables whose columns were misread in different ways: see ColumnFinder.
  void mend_tables();
  /// Columns of records that were misread where the rest is healthy: see ColumnFinder.
  void mend_columns();
  /// Undoes the last of several misreads that all lines went through: see Utf8LayerFinder.
  void undo_utf8_layer();
  /// Puts letters and accents together again where a misread is seen then: see Decomposed.
  void compose();
  /// What became of single characters after a misread, where that lets it be undone: see
  /// Alteration.
  void undo_alterations();
  /// GBK that was read as Windows-1252 and saved as GBK: see BestFit.
  void undo_best_fit();
  /// What it is in each of those lines; nothing where there is no such damage.
  std::vector<std::vector<LineSpan>> find_best_fit(
      const std::vector<std::u32string_view>& lines) const;
  /// The misread that it went through afterwards, if it is there then.
  std::vector<std::vector<LineSpan>> find_misread_best_fit() const;
  /// What befell the line, and what it is to be before its misread is undone; nullptr where that
  /// gains little. `known`: what is seen in other lines, and nothing else is looked for; nullptr:
  /// nothing yet.
  const Alteration* find_alteration(const Line& line, const LineRestorer& restorer,
                                    const std::set<const Alteration*>* known,
                                    std::vector<LineSpan>& altered) const;
  /// What an editor lost that took UTF-8 for GBK: see SavedAsGbk.
  void undo_saving_as_gbk();
  bool was_saved_as_gbk() const;
  /// What is left of that, or looks like it, as if the document had come like this. Returns whether
  /// anything was.
  bool restore_remnants();
  /// Those that stand alone in healthy text: see find_misread_pictographs.
  void mend_pictographs();
  /// Both of two misreads that fields of healthy lines went through: see find_layered_runs.
  void undo_layered_fields();
  /// Fields beside others that were damaged in another way: see find_utf8_fields.
  void mend_utf8_fields();
  /// The same of signs that were read as letters: see find_misread_signs.
  void mend_signs(bool is_of_layers);
  /// The same of such as were read as hanzi: see find_misread_units.
  void mend_units();
  /// What `find` finds in the lines that the test picks, but for those close to talk of how text is
  /// encoded.
  Step find_apart_from_talk(
      bool (*may_matter)(std::string_view),
      const std::function<std::vector<LineSpan>(std::u32string_view)>& find) const;
  /// Boxes that lines begin with: see find_misread_boxes. `in_part`: of lines that go on with other
  /// text, whose misread they hide.
  void mend_boxes(bool in_part);
  /// Those that were put into characters: see DoubledBackslash.
  void remove_backslashes();
  void read_context(std::string_view context);
  /// The document's own and those of its context.
  std::vector<const Line*> suspicious_lines_seen() const;
  void learn_habits();
  /// Returns how many notes it has.
  std::size_t judge_converted_page();
  // Of what all lines have together:
  bool is_converted_page(const LineScan& all) const;
  /// Whether the notes are there because somebody teaches, or tells how a name is read.
  bool is_taught(const LineScan& all) const;
  bool is_taught_in_japanese(const LineScan& all) const;
  /// Whether there are as many as a converter leaves.
  bool has_notes_throughout(const LineScan& all) const;
  /// Each reading is at the end of a word, as in the lists of a teacher: converters put theirs into
  /// the middle of words.
  bool lists_readings() const;
  bool has_certain_shift() const;
  std::u32string find_unconverted() const;
  void learn_page();
  PageCache learn_page(bool only_plausible) const;
  /// Of what the lines become, without what was inferred.
  PageCache learn_page(const std::vector<std::vector<LineSpan>>& found) const;
  void learn_healthy(PageCache& page) const;
  void learn_whole(const Line& line, PageCache& page) const;
  /// In the script that comes out.
  std::u32string as_learned(std::u32string text) const;
  static bool is_learned(const LineScan& scan);
  void learn_favourites();
  void learn_channel_of_all();
  /// Whether all but few of the document's characters may come of the channel.
  bool explains_most(const Misread& channel) const;
  void judge_marks();
  bool run_step();
  static void simplify_spans(std::vector<std::vector<LineSpan>>& found);
  bool is_traditional(const Line& line) const;
  /// Whether the line with that number was in a charset of Traditional text.
  bool was_traditional(std::size_t line) const;
  /// Whether it is no mojibake that stayed.
  bool may_read_as_text(const Line& line) const;
  /// The numbers of lines in which a misread was undone without doubt.
  std::set<std::size_t> restored_lines() const;
  /// Takes back what the document shows on purpose: see ShownText.
  void keep_shown(std::vector<std::vector<LineSpan>>& found) const;
  LineState state_of(const Line& line) const;
  /// Looks again at the lines with inferred characters, now that the others tell what words the
  /// page has.
  void look_again(std::vector<std::vector<LineSpan>>& found, const DecoderFinder& decoders) const;
  /// Whether blanks that were guessed behind full stops were line ends.
  bool lost_paragraph_ends(const std::vector<std::vector<LineSpan>>& found) const;
  /// Digits that were lost, and numerals, signs and brackets that were inferred, as far as the
  /// document's lists and what stands around them tell what they were.
  void name_guesses(std::vector<std::vector<LineSpan>>& found) const;
  /// Takes back what would make hanzi of another alphabet: see SurvivorShare.
  void withdraw_unmarked(std::vector<std::vector<LineSpan>>& found) const;
  /// Takes back what was inferred at line ends without good reason: see LineEnds.
  void doubt_line_ends(std::vector<std::vector<LineSpan>>& found) const;
  /// The charset that nearly all of the document is in, where that is not UTF-8; nullptr where
  /// there is none.
  const Misread* find_raw_channel() const;
  /// The characters of lines that are UTF-8, but no less hanzi of the raw channel.
  std::size_t count_by_chance(const Misread& channel) const;
  /// Lines of such a document that are valid UTF-8 by chance, such as those whose only word is
  /// 同时.
  void read_leftovers_as_raw();
  /// `is_alone`: no other line is UTF-8. `is_said`: the document is said to be in that charset.
  static bool is_better_raw(std::string_view line, const Misread& channel, bool is_alone,
                            bool is_said);
  /// The same of a line in a document of which others are UTF-8.
  bool is_surely_raw(std::size_t begin, std::size_t end, const Misread& channel) const;
  /// Symbols of lines in which nothing was found that draw something by the channel, or come to
  /// letters of an alphabet without doubt.
  std::size_t count_drawn(const Misread& channel,
                          const std::vector<std::vector<LineSpan>>& found) const;
  /// The channel that explains most of the document, so that it may have gone through it as a
  /// whole. `may_guess`: spans count of which much was guessed.
  ChannelOfMost find_channel_of_most(const std::vector<std::vector<LineSpan>>& found,
                                     bool may_guess) const;
  /// By a channel that lost bytes of UTF-8 throughout the document, the lines in which nothing was
  /// found: signs, and single characters.
  void restore_lossy_leftovers(const LineRestorer& restorer,
                               std::vector<std::vector<LineSpan>>& found) const;
  /// By that channel, the lines in which nothing was found: a single character tells nothing.
  /// `keeping`: the numbers of those that keep healthy signs.
  void restore_leftovers(const std::vector<std::vector<LineSpan>>& found,
                         const std::set<std::size_t>& keeping, std::vector<Span>& spans) const;
  /// All changes of text_ are made here.
  void apply(Step step);
  /// Applies the step, unless it changes nothing, and learns what the document is then. Returns
  /// whether it did.
  bool take(Step step);
  /// Lines in which question marks may stand for characters that a charset lacked.
  std::vector<Line> find_marked_lines() const;
  void append_spans(const Line& line, const std::vector<LineSpan>& found,
                    std::vector<Span>& out) const;

  const Options& options_;
  std::string text_;
  bool is_well_formed_;        ///< text_ is UTF-8 from end to end
  std::vector<Line> lines_;    ///< those that a glance did not find healthy
  std::vector<Line> context_;  ///< suspicious lines of others, until the first step
  std::vector<Step> steps_;
  ScriptCounts counts_;
  ScriptCounts healthy_counts_;  ///< of lines that read well as they are
  DocumentHabits habits_;
  char32_t first_mark_ = 0;          ///< removed, and what it took along is not known
  bool was_utf8_ = false;            ///< for the most part: see Utf8Census
  bool was_converted_page_ = false;  ///< before the notes were taken out
  bool was_simplified_ = false;      ///< what comes to light now is to be so, too
  /// What speaks for a charset from outside of the text: see collect_votes.
  std::map<const Misread*, double> votes_;
  PageCache page_;
  std::optional<PageCache> plausible_page_;
};

}  // namespace fuyuan
