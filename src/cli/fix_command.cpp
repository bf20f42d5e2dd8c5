#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "archive/document_format.hpp"
#include "cli/session.hpp"
#include "cli/tree_walk.hpp"

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

/// What CLI11 stores for a flag without `=value`.
constexpr std::string_view kBareFlag = "true";

constexpr std::string_view kExamples = R"(Examples:
  fuyuan fix broken.txt > restored.txt      one file to standard output
  fuyuan fix old/ -o fixed                  a folder; the results are fixed/old/...
  fuyuan fix . -o ../fixed                  what is in this folder; ../fixed/...
  fuyuan fix --in-place=.bak *.txt          replace, the originals stay as *.txt.bak
  fuyuan fix -n --in-place notes/           say what would change, write nothing
  fuyuan fix --check src/                   for scripts: exit 1 if something would change
  fuyuan fix --jsonl --field body crawl.jsonl -o fixed

A file that needs nothing is not touched by --in-place. Results keep mode and times, and
replace the old file in one step: an interrupted run leaves whole files only. Folders
are walked recursively; symbolic links in them and .git and the like are passed over.
Exit 0: done; 1: some files failed (named on standard error) or --check found something.)";

struct FixOptions {
  std::vector<std::string> paths;
  std::string output;
  std::string in_place;  ///< the flag as given: empty if absent, else the suffix or kBareFlag
  bool is_dry_run = false;

  bool replaces() const { return !in_place.empty(); }
  std::string backup_suffix() const { return in_place == kBareFlag ? std::string() : in_place; }
};

/// Restores files one by one to where they belong.
class Fixer {
 public:
  Fixer(const FixOptions& options, const CommonOptions& common)
      : options_(options), session_(common, options.is_dry_run) {}

  int run() {
    const TreeVisitor visitor{
        [&](const InputFile& file) { fix(file); },
        [&](const std::string& path, const std::string& what) { session_.fail(path, what); },
        options_.output};
    for (const std::string& path : options_.paths) walk_tree(path, visitor);
    sum_up();
    return session_.exit_code();
  }

 private:
  void fix(const InputFile& file) {
    ++files_;
    try {
      FileSource in(file.path);
      if (session_.options().only_checks || options_.is_dry_run) {
        NullSink nowhere;
        restore(file, in, nowhere);
      } else if (options_.replaces() || !options_.output.empty()) {
        fix_to_file(file, in);
      } else {
        StandardOutput out;
        restore(file, in, out);
        out.flush();
      }
    } catch (const OutputError&) {
      throw;
    } catch (const std::exception& error) {
      session_.fail(file.path, error.what());
    }
  }

  void restore(const InputFile& file, ByteSource& in, ByteSink& out) {
    choose_format(file.path, session_.options()).restore(file.path, in, out, session_);
  }

  void fix_to_file(const InputFile& file, FileSource& in) {
    struct stat status {};
    if (::fstat(in.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
      throw IoError("not a regular file");
    }
    const std::string target =
        options_.replaces() ? fs::canonical(file.path).string() : prepare_output(file, status);
    AtomicFile out(target);
    out.copy_attributes(status);
    if (options_.replaces()) out.keep_backup(options_.backup_suffix());
    const std::size_t changed = session_.totals().changed;
    restore(file, in, out);
    if (options_.replaces() && session_.totals().changed == changed) return;
    out.commit();
  }

  /// Where under -o a file goes; makes the folders.
  std::string prepare_output(const InputFile& file, const struct stat& input) {
    const fs::path target = fs::path(options_.output) / file.relative;
    if (!taken_.insert(target.lexically_normal().string()).second) {
      throw IoError(fmt::format("{} is the result of another input already", target.string()));
    }
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) {
      throw IoError(
          fmt::format("cannot make {}: {}", target.parent_path().string(), error.message()));
    }
    struct stat existing {};
    if (::stat(target.c_str(), &existing) == 0) {
      if (existing.st_dev == input.st_dev && existing.st_ino == input.st_ino) {
        throw IoError("the result would replace the input; say --in-place if you mean it");
      }
      if (S_ISDIR(existing.st_mode)) throw IoError(target.string() + " is a folder");
    }
    return target.string();
  }

  void sum_up() const {
    const Totals& totals = session_.totals();
    const CommonOptions& common = session_.options();
    const bool asked = common.is_verbose || totals.failed > 0 || ::isatty(STDERR_FILENO) == 1;
    if (common.is_quiet || files_ < 2 || !asked) return;
    std::string line = fmt::format("{} files", files_);
    for (std::size_t i = 0; i < totals.verdicts.size(); ++i) {
      if (totals.verdicts[i] == 0) continue;
      line += fmt::format(", {} {}", totals.verdicts[i], verdict_name(static_cast<Verdict>(i)));
    }
    if (totals.failed > 0) line += fmt::format(", {} failed", totals.failed);
    say(line);
  }

  const FixOptions& options_;
  Session session_;
  std::size_t files_ = 0;
  std::set<std::string> taken_;
};

void check_usage(const FixOptions& options, const CommonOptions& common) {
  if (options.replaces() && !options.output.empty()) {
    throw UsageError("--output and --in-place exclude each other");
  }
  if ((options.replaces() || !options.output.empty()) &&
      std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()) {
    throw UsageError("standard input has no place to write to: leave out --output and --in-place");
  }
  if (options.backup_suffix().find('/') != std::string::npos) {
    throw UsageError("--in-place: a suffix cannot have a '/' in it");
  }
  if (options.replaces() || !options.output.empty() || options.is_dry_run || common.only_checks) {
    return;
  }
  if (options.paths.size() > 1) {
    throw UsageError("several files: say -o DIR or --in-place (or --check, or --dry-run)");
  }
  std::error_code error;
  if (fs::is_directory(options.paths[0], error)) {
    throw UsageError(fmt::format("{} is a folder: say -o DIR or --in-place", options.paths[0]));
  }
}

}  // namespace

void add_fix_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("fix", "Restore files and folders");
  const auto options = std::make_shared<FixOptions>();
  command->add_option("PATH", options->paths, "Files and folders")->required()->type_name("");
  command->add_option("-o,--output", options->output, "Write into folder DIR")->type_name("DIR");
  command->add_flag("-i,--in-place", options->in_place,
                    "Replace the files; --in-place=SUFFIX keeps the old ones as NAME+SUFFIX");
  command->add_flag("-n,--dry-run", options->is_dry_run, "Say what would change, write nothing");
  add_restoring_options(*command, program.common);
  add_output_options(*command, program.common);
  add_message_options(*command, program.common);
  command->footer(std::string(kExamples));
  command->callback([options, &program] {
    program.run = [options, &program] {
      check_usage(*options, program.common);
      return Fixer(*options, program.common).run();
    };
  });
}

}  // namespace fuyuan::cli
