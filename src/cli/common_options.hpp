#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "archive/document_run.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// What several commands share. An option may stand before or after the command's name.
struct CommonOptions {
  std::string to = "zh-Hans";
  std::string from;
  bool is_strict = false;
  double infer = Options().infer;
  bool marks_inferred = false;
  bool undoes_escapes = false;
  bool takes_notes = false;
  std::string report;
  bool resumes = false;
  unsigned threads = 0;  ///< 0: as many as there are cores
  FormatOptions format;
  std::vector<std::string> includes;
  std::vector<std::string> excludes;
  bool only_checks = false;
  bool is_quiet = false;
  bool is_verbose = false;
  std::string color = "auto";

  /// Throws UsageError for a charset that does not exist.
  Options restorer_options() const;
};

/// The parsed command line: the common options and the command to run, which returns the exit code.
struct Program {
  CommonOptions common;
  std::function<int()> run;
};

/// -q, -v, --color. `verbose`: what -v does; empty: nothing, and the help is silent about it.
void add_message_options(CLI::App& app, CommonOptions& options, const std::string& verbose);
/// --to, --from, --strict, --infer, --escapes, --notes.
void add_restoring_options(CLI::App& app, CommonOptions& options);
/// --mark, --report, --check.
void add_output_options(CLI::App& app, CommonOptions& options);
/// --include, --exclude.
void add_folder_options(CLI::App& app, CommonOptions& options);
/// --jsonl, --format, --field, --jobs, --max-unpacked, --max-ratio.
void add_format_options(CLI::App& app, CommonOptions& options);

}  // namespace fuyuan::cli
