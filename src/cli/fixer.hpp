#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/finished_inputs.hpp"
#include "cli/session.hpp"
#include "cli/tree_walk.hpp"

namespace fuyuan::cli {

class ResultTarget;

struct FixOptions {
  std::vector<std::string> paths;
  std::string output;  ///< a folder; empty: none
  bool replaces = false;
  std::string backup_suffix;
  bool is_dry_run = false;
  bool shows_diff = false;
  bool restores_names = false;
};

/// Restores files and folders to where they belong. One bad file does not stop the others.
class Fixer {
 public:
  /// Throws UsageError or IoError.
  Fixer(const FixOptions& options, const CommonOptions& common);
  ~Fixer();

  /// Returns the exit code.
  int run();

 private:
  int run_all();
  TreeVisitor make_visitor();
  void start_progress();
  void fix(const InputFile& file);
  void fix_opened(const InputFile& file, FileSource& in, const struct stat& status);
  std::shared_ptr<ResultTarget> choose_target(const InputFile& file, const struct stat& status,
                                              bool holds_files);
  std::string prepare_output(const InputFile& file, const struct stat& input);
  void sweep(const InputFile& file);
  bool is_done(const InputFile& file) const;
  bool is_by_product(const InputFile& file, const struct stat& status) const;
  bool was_taken(const InputFile& file);
  void diff_document(DocumentName name, std::string_view observed, const Restored& restored);
  void take_rename(const Rename& rename);
  void rename_all();
  void sum_up();
  bool writes_nothing() const;

  const FixOptions& options_;
  FormatOptions format_;
  FinishedInputs finished_;  // before the session: it rewrites the report that the session opens
  Session session_;
  Palette palette_;
  StandardOutput out_;            ///< of diffs
  bool diffs_documents_ = false;  ///< in order: the input under way holds files of its own
  std::size_t files_ = 0;
  std::size_t skipped_ = 0;
  std::set<std::string> taken_;  ///< places of results, where two inputs could have the same
  std::set<std::string> swept_;  ///< folders
  std::vector<Rename> renames_;  ///< to be done when all else is
  struct stat report_ {};
};

}  // namespace fuyuan::cli
