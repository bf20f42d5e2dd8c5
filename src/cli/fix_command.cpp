#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/fixer.hpp"

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

/// What CLI11 stores for a flag without `=value`.
constexpr std::string_view kBareFlag = "true";

constexpr std::string_view kExamples = R"(Examples:
  fuyuan fix broken.txt > restored.txt      one file to standard output
  fuyuan fix old -o fixed                   a folder; the results are fixed/old/...
  fuyuan fix old/ -o fixed                  what is in it; the results are fixed/...
  fuyuan fix . -o ../fixed                  what is in this folder; ../fixed/...
  fuyuan fix --in-place --backup .bak *.txt replace, the originals stay as *.txt.bak
  fuyuan fix -n --in-place notes/           say what would change, write nothing
  fuyuan fix --diff notes/ | less           show it
  fuyuan fix --check src/                   for scripts: exit 1 if something would change
  fuyuan fix pages.zip crawl.warc.gz logs.tar.zst -o fixed
  fuyuan fix --field title --field body crawl.jsonl table.csv -o fixed
  fuyuan fix --include '*.htm*' --exclude 'old/' site/ -o fixed
  fuyuan fix -n --in-place --names share/   names of files and folders, too
  fuyuan fix site/ -o fixed --report r.jsonl --resume     go on after an interruption

What a file is, is seen by its content, then by its name; --format overrides that. A file that
needs nothing is not touched by --in-place. Results keep mode and times, and replace the old
file in one step: an interrupted run leaves whole files only. Folders are walked recursively;
symbolic links in them and .git and the like are passed over. --names is about what lies in
the folders given, and in archives; nothing is ever overwritten by a new name.
Exit 0: done; 1: some files failed (named on standard error) or --check found something.)";

/// What CLI11 fills in before it becomes FixOptions.
struct Arguments {
  FixOptions fix;
  std::string in_place;  ///< the flag as given: empty if absent, else the suffix or kBareFlag
};

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

void check_places(const FixOptions& options, const CommonOptions& common) {
  const bool has_place = options.replaces || !options.output.empty();
  if (options.replaces && !options.output.empty()) {
    throw UsageError("--output and --in-place exclude each other");
  }
  const bool reads_input =
      std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
  if (has_place && reads_input) {
    throw UsageError("standard input has no place to write to: leave out --output and --in-place");
  }
  if (options.shows_diff && reads_input) {
    throw UsageError("--diff reads its input twice: standard input allows that only once");
  }
  if (has_place || options.is_dry_run || options.shows_diff || common.only_checks) return;
  if (options.paths.size() > 1) {
    throw UsageError("several files: say -o DIR or --in-place (or --check, --dry-run, --diff)");
  }
  if (is_folder(options.paths[0])) {
    throw UsageError(fmt::format("{} is a folder: say -o DIR or --in-place", options.paths[0]));
  }
}

void check_usage(const FixOptions& options, const CommonOptions& common) {
  check_places(options, common);
  if (options.backup_suffix.find('/') != std::string::npos) {
    throw UsageError("a suffix for backups cannot have a '/' in it");
  }
  if (!options.backup_suffix.empty() && !options.replaces) {
    throw UsageError("--backup goes with --in-place only");
  }
  if (common.resumes && (common.report.empty() || common.report == "-")) {
    throw UsageError(
        "--resume needs the report of the run that was interrupted: say --report FILE");
  }
  if (common.resumes && (options.is_dry_run || options.shows_diff || common.only_checks ||
                         (!options.replaces && options.output.empty()))) {
    throw UsageError("--resume goes with --output or --in-place only");
  }
}

FixOptions read_arguments(const Arguments& arguments) {
  FixOptions options = arguments.fix;
  options.replaces = !arguments.in_place.empty();
  if (options.replaces && arguments.in_place != kBareFlag) {
    if (!options.backup_suffix.empty()) {
      throw UsageError("--backup and --in-place=SUFFIX mean the same: say one of them");
    }
    options.backup_suffix = arguments.in_place;
  }
  return options;
}

void add_options(CLI::App& command, Arguments& arguments, CommonOptions& common) {
  FixOptions& options = arguments.fix;
  command.add_option("PATH", options.paths, "Files and folders")->required()->type_name("");
  command.add_option("-o,--output", options.output, "Write into folder DIR")->type_name("DIR");
  command.add_flag("-i,--in-place", arguments.in_place,
                   "Replace the files; --in-place=SUFFIX keeps the old ones as NAME+SUFFIX");
  command
      .add_option("--backup", options.backup_suffix,
                  "With --in-place: keep the old files as NAME+SUFFIX")
      ->type_name("SUFFIX");
  command.add_flag("-n,--dry-run", options.is_dry_run, "Say what would change, write nothing");
  command.add_flag("--diff", options.shows_diff,
                   "Show what would change as a unified diff, write nothing");
  command.add_flag("--names", options.restores_names,
                   "Restore the names of files and folders, too; try it with -n first");
  command.add_flag("--resume", common.resumes,
                   "Go on where an interrupted run stopped, by its --report, which is continued");
}

}  // namespace

void add_fix_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("fix", "Restore files, folders and archives");
  const auto arguments = std::make_shared<Arguments>();
  add_options(*command, *arguments, program.common);
  add_restoring_options(*command, program.common);
  add_output_options(*command, program.common);
  add_folder_options(*command, program.common);
  add_format_options(*command, program.common);
  add_message_options(*command, program.common, "One line a document");
  command->footer(std::string(kExamples));
  command->callback([arguments, &program] {
    program.run = [arguments, &program] {
      const FixOptions options = read_arguments(*arguments);
      check_usage(options, program.common);
      return Fixer(options, program.common).run();
    };
  });
}

}  // namespace fuyuan::cli
