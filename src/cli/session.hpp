#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "cli/common_options.hpp"
#include "cli/ordered_work.hpp"
#include "cli/report.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// How many documents came to what.
struct Totals {
  std::array<std::size_t, 7> verdicts{};  ///< by Verdict
  std::size_t changed = 0;
  std::size_t failed = 0;
};

/// A document of an input, as messages and the report call it.
struct DocumentName {
  std::string_view path;
  std::string_view entry;  ///< which one inside the input; empty: all of it
};

/// One run over any number of documents: the threads that restore them, the report, what the user
/// asked to hear, and the exit code in the end. All but `restorer` is for the calling thread.
class Session {
 public:
  /// `announces_changes`: say of each document that would change that it would (dry runs; --check
  /// does so by itself). Throws UsageError or IoError.
  explicit Session(const CommonOptions& options, bool announces_changes = false);

  const CommonOptions& options() const { return options_; }
  const Totals& totals() const { return totals_; }
  const Restorer& restorer() const { return restorer_; }
  OrderedWork& work() { return work_; }

  /// Restores here and now, and records it.
  Restored restore(std::string_view path, std::string_view bytes);

  /// Counts, reports and tells what came of a document.
  void record(DocumentName name, const Restored& restored, bool changed, double milliseconds);
  /// An input with documents in it is finished: the report can be resumed after it.
  void record_end(std::string_view path, std::size_t documents, std::size_t changed);

  /// Names an input that could not be dealt with.
  void fail(DocumentName name, std::string_view what);
  void fail(std::string_view path, std::string_view what) { fail(DocumentName{path, {}}, what); }

  int exit_code() const;

 private:
  const CommonOptions& options_;
  bool announces_changes_;
  Restorer restorer_;
  ReportFile report_;
  Totals totals_;
  OrderedWork work_;
};

}  // namespace fuyuan::cli
