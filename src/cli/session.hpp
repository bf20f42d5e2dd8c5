#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "cli/common_options.hpp"
#include "cli/report.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// How many documents came to what.
struct Totals {
  std::array<std::size_t, 7> verdicts{};  ///< by Verdict
  std::size_t changed = 0;
  std::size_t failed = 0;
};

/// One run over any number of documents: restores each by the common options, writes the report,
/// says what the user asked to hear, and knows the exit code in the end.
class Session {
 public:
  /// `announces_changes`: say of each document that would change that it would (dry runs; --check
  /// does so by itself). Throws UsageError or IoError.
  explicit Session(const CommonOptions& options, bool announces_changes = false);

  const CommonOptions& options() const { return options_; }
  const Totals& totals() const { return totals_; }

  Restored restore(std::string_view path, std::string_view bytes);

  /// Names an input that could not be dealt with.
  void fail(std::string_view path, std::string_view what);

  int exit_code() const;

 private:
  const CommonOptions& options_;
  bool announces_changes_;
  Restorer restorer_;
  ReportFile report_;
  Totals totals_;
};

}  // namespace fuyuan::cli
