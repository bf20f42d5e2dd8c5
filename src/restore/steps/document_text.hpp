#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/line/line_state.hpp"
#include "restore/options.hpp"
#include "restore/plan.hpp"
#include "restore/reading/tree_listing.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/triage/script_judge.hpp"
#include "restore/verdict/document_habits.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// A line of a document that a glance did not find healthy.
struct DocumentLine {
  std::size_t begin = 0;  ///< bytes of the text, without the line end
  std::size_t end = 0;
  std::size_t number = 0;  ///< from 1
  std::u32string symbols = {};
  LineScan scan = {};
  bool settled = false;      ///< nothing was to be done here in the last step, or nothing is left
  bool has_changed = false;  ///< it may go on here
  bool lacks_bytes = false;  ///< see LineState
};

/// A document as its steps find it: UTF-8 or raw bytes, cut into lines, and what those tell
/// together. A step asks it and returns what it would change; only a Document changes.
class DocumentText {
 public:
  /// `options` must outlive it.
  DocumentText(std::string text, const Options& options);
  DocumentText(const DocumentText&) = delete;  // habits point into what is derived from it
  DocumentText& operator=(const DocumentText&) = delete;

  const std::string& text() const { return text_; }
  /// Whether it is UTF-8 from end to end.
  bool is_well_formed() const { return is_well_formed_; }
  /// Those that a glance did not find healthy, in order.
  const std::vector<DocumentLine>& lines() const { return lines_; }
  const ScriptCounts& counts() const { return counts_; }
  /// Of lines that read well as they are.
  const ScriptCounts& healthy_counts() const { return healthy_counts_; }
  const DocumentHabits& habits() const { return habits_; }
  const Options& options() const { return options_; }
  /// What was done to it so far.
  const std::vector<Step>& steps() const { return steps_; }

  std::string language() const;
  /// Lines that look broken still.
  std::size_t suspicious_lines() const;
  /// Symbols of lines that look broken, ASCII apart.
  std::size_t count_broken() const;

  /// Calls `visit` with where each line begins and ends in the text, without the line end and
  /// without the branches of a listing, and with its number from 1.
  template <typename Visit>
  void for_each_line(Visit visit) const {
    for (const Lines::Line& line : Lines(text_)) {
      visit(line.begin + tree_prefix(line.bytes), line.end - (line.bytes.ends_with('\r') ? 1 : 0),
            line.number);
    }
  }
  /// Code points where the line is UTF-8, raw bytes elsewhere: see BrokenUtf8.
  std::u32string read_symbols(std::string_view line) const;
  /// How the line comes to be restored.
  LineState state_of(const DocumentLine& line) const;
  /// What was found in a line, as spans of the document's bytes.
  void append_spans(const DocumentLine& line, const std::vector<LineSpan>& found,
                    std::vector<Span>& out) const;
  /// A step of what was found in each of the lines.
  Step to_step(const std::vector<std::vector<LineSpan>>& found) const;
  /// Takes back what the document shows on purpose: see ShownText.
  void keep_shown(std::vector<std::vector<LineSpan>>& found) const;

 protected:
  using Line = DocumentLine;

  ~DocumentText() = default;

  void read_lines();
  /// All changes of the text are made here.
  void apply(Step step);

  const Options& options_;
  std::string text_;
  bool is_well_formed_;
  bool was_utf8_;  ///< for the most part, when it came: see Utf8Census
  std::vector<Line> lines_;
  std::vector<Step> steps_;
  ScriptCounts counts_;
  ScriptCounts healthy_counts_;
  DocumentHabits habits_;
};

/// A line as raw bytes, ASCII apart.
std::u32string read_raw(std::string_view line);

}  // namespace fuyuan
