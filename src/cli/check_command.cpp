#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/finder.hpp"
#include "cli/ignore_tree.hpp"
#include "cli/numbers.hpp"
#include "cli/tree_walk.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan check .                                    a repository: .gitignore is heeded
  fuyuan check --exclude '/third_party/' --exclude '*.po' .
  fuyuan check --strict src docs/manual.md          only what can be undone without a guess
  fuyuan check --json . | jq .path
  git diff --cached --name-only -z --diff-filter=ACMR | xargs -0 -r fuyuan check --

One line a finding, on standard output:
  src/menu.c:12:9: utf8-as-windows-1252: ä½ å¥½ → 你好
Columns count characters. What looks broken and finds no explanation is `unrepaired`. A file in
a legacy charset is one finding. Traditional text is none unless --to zh-Hans asks for it,
escaped text none without --escapes.
A line that says fuyuan:ignore is passed over, and so is the one after fuyuan:ignore-next-line.
--exclude takes what a line of a .gitignore may say, with ! to take back what another pattern
excludes. Files named on the command line are checked even if a .gitignore excludes them.
Exit 0: nothing found; 1: something found, or a file could not be read; 2: wrong usage.
Recipes for pre-commit hooks and GitHub Actions: src/cli/CHECK.md.)";

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> excludes;
  bool passes_gitignore = false;
  bool is_json = false;
};

/// One run of `fuyuan check`.
class Check {
 public:
  Check(const CheckOptions& options, const CommonOptions& common)
      : options_(options),
        common_(common),
        palette_(!options.is_json && use_color(common.color, STDOUT_FILENO)),
        restorer_(common.restorer_options()) {}

  int run() {
    const auto fail = [&](const std::string& path, const std::string& what) {
      ++failed_;
      say(path, what);
    };
    IgnoreTree ignore(options_.excludes, !options_.passes_gitignore, fail);
    TreeVisitor visitor;
    visitor.fail = fail;
    visitor.excludes = [&](const std::string& path, bool is_folder) {
      return ignore.excludes(path, is_folder);
    };
    for (const std::string& root : options_.paths) {
      if (root != "-" && ignore.excludes_named(root)) continue;
      ignore.enter_root(root);
      visitor.visit = [&](const InputFile& file) {
        try {
          check(file.path);
        } catch (const OutputError&) {
          throw;
        } catch (const std::exception& error) {
          fail(file.path, error.what());
        }
      };
      walk_tree(root, visitor);
    }
    out_.flush();
    sum_up();
    return static_cast<int>(found_ + failed_ > 0 ? ExitCode::failed : ExitCode::done);
  }

 private:
  void check(const std::string& path) {
    ++files_;
    const std::string observed = read_file(path);
    if (is_binary_to_git(observed)) return;
    const std::vector<Finding> findings =
        find_damage(observed, restorer_.restore(observed), common_.undoes_escapes);
    if (common_.is_verbose) say(path, fmt::format("{} findings", findings.size()));
    if (findings.empty()) return;
    found_ += findings.size();
    ++broken_files_;
    if (common_.is_quiet) return;
    const std::string name = path.starts_with("./") ? path.substr(2) : path;
    for (const Finding& finding : findings) {
      out_.write(options_.is_json ? finding_json(name, finding)
                                  : finding_line(name, finding, palette_));
    }
    out_.flush();
  }

  void sum_up() const {
    if (common_.is_quiet || found_ == 0) return;
    say(fmt::format("{} {} in {} of {} {}", grouped(found_), found_ == 1 ? "finding" : "findings",
                    grouped(broken_files_), grouped(files_), files_ == 1 ? "file" : "files"));
  }

  const CheckOptions& options_;
  const CommonOptions& common_;
  Palette palette_;
  Restorer restorer_;
  StandardOutput out_;
  std::size_t files_ = 0;
  std::size_t broken_files_ = 0;
  std::size_t found_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

void add_check_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("check", "Find broken text in repositories, for CI");
  const auto options = std::make_shared<CheckOptions>();
  command->add_option("PATH", options->paths, "Files and folders")->required()->type_name("");
  command
      ->add_option("--exclude", options->excludes,
                   "Pass over what PATTERN matches, written as in .gitignore; may be repeated")
      ->type_name("PATTERN")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_flag("--no-gitignore", options->passes_gitignore,
                    "Check what .gitignore excludes, too");
  command->add_flag("--json", options->is_json, "One JSON object a finding");
  add_restoring_options(*command, program.common);
  command->get_option("--to")->description(
      "keep: Traditional text is no finding (default); zh-Hans: it is");
  add_message_options(*command, program.common, "One line a file");
  command->footer(std::string(kExamples));
  command->callback([options, command, &app, &program] {
    program.run = [options, command, &app, &program] {
      const bool is_script_chosen = app.count("--to") + command->count("--to") > 0;
      if (!is_script_chosen) program.common.to = "keep";
      try {
        return Check(*options, program.common).run();
      } catch (const PipeClosed&) {  // nothing but findings is written there
        return static_cast<int>(ExitCode::failed);
      }
    };
  });
}

}  // namespace fuyuan::cli
