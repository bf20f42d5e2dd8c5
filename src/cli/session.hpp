#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commit_queue.hpp"
#include "cli/common_options.hpp"
#include "cli/ordered_work.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// A document of an input, as messages and the report call it.
struct DocumentName {
  std::string_view path;
  std::string_view entry;  ///< which one inside the input; empty: all of it
};

/// "page.txt", "pages.zip:a/b.txt".
std::string display(DocumentName name);

/// All but the text, which may be large.
Restored without_text(const Restored& restored);

/// What a command does with documents beyond what a session does; any may be empty.
struct SessionHooks {
  /// A document, or a piece of one, as it was and as it is now.
  std::function<void(DocumentName, std::string_view observed, const Restored&)> restored;
  /// What is said of a document as a whole; its text is not kept.
  std::function<void(DocumentName, const Restored&, double milliseconds)> recorded;
};

/// One run over any number of documents: the threads that restore them, the report, what the user
/// asked to hear, and the exit code in the end. All but `restorer` is for the calling thread.
class Session {
 public:
  /// `announces_changes`: say of each document that would change that it would (dry runs; --check
  /// does so by itself). Throws UsageError or IoError.
  explicit Session(const CommonOptions& options, bool announces_changes = false,
                   SessionHooks hooks = {});

  const CommonOptions& options() const { return options_; }
  const SessionHooks& hooks() const { return hooks_; }
  const Totals& totals() const { return totals_; }
  const Restorer& restorer() const { return restorer_; }
  OrderedWork& work() { return work_; }
  Progress& progress() { return progress_; }
  /// What is said of a document follows the files that were added before.
  CommitQueue& commits() { return commits_; }

  /// Counts, reports and tells what came of a document.
  void record(DocumentName name, const Restored& restored, bool changed, double milliseconds);
  /// An input is finished: the report can be resumed after it.
  void record_end(std::string_view path, std::size_t documents, std::size_t changed);
  /// Something besides the documents' text is, or in a dry run would be, different.
  void record_rename(DocumentName name, std::string_view new_name);

  /// Names an input that could not be dealt with.
  void fail(DocumentName name, std::string_view what);
  void fail(std::string_view path, std::string_view what) { fail(DocumentName{path, {}}, what); }
  /// A line on standard error that does not tear the progress bar.
  void tell(std::string_view what);

  int exit_code() const;

 private:
  void follow(std::function<void()> action);
  void record_now(DocumentName name, const Restored& restored, bool changed, double milliseconds);

  const CommonOptions& options_;
  bool announces_changes_;
  SessionHooks hooks_;
  Restorer restorer_;
  ReportFile report_;
  Totals totals_;
  Progress progress_;
  CommitQueue commits_;
  OrderedWork work_;  // last: its threads end before what they work with
};

}  // namespace fuyuan::cli
