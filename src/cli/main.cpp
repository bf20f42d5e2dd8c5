#include <cctype>
#include <exception>
#include <filesystem>
#include <new>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"
#include "cli/console.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fuyuan::cli {
namespace {

constexpr std::string_view kDescription =
    "Restores broken Chinese text: wrong charsets, lost bytes, mangled pages. What comes out is\n"
    "UTF-8 and Simplified; what needs nothing comes out byte for byte.";

constexpr std::string_view kExamples = R"(Examples:
  fuyuan < broken.txt > restored.txt         one document through the pipe
  fuyuan --strict < broken.txt               only what is certain, no guesses
  fuyuan --mark < broken.txt                 show guesses between ⟦ and ⟧
  fuyuan --jsonl --field text < in > out     one document a line, in JSON
  fuyuan fix --in-place *.txt                files and folders
  fuyuan explain broken.txt                  what is wrong with it, and how we know
  fuyuan detect downloads/                   charsets and verdicts
  echo 你好 | fuyuan break --channel utf8-as-gbk | fuyuan

`fuyuan COMMAND --help` says more about each.
Exit 0: done; 1: some inputs failed, or --check found something; 2: wrong usage.)";

/// Each line is searched in tables that are needed for this line only. To hand their memory back
/// and ask for it again took two fifths of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);
  mallopt(M_TRIM_THRESHOLD, 64 * kMegabyte);
#endif
}

void define(CLI::App& app, Program& program) {
  app.set_version_flag("--version", "fuyuan " FUYUAN_VERSION);
  add_restoring_options(app, program.common);
  add_output_options(app, program.common);
  add_format_options(app, program.common);
  add_message_options(app, program.common, "One line a document");
  app.footer(std::string(kExamples));
  app.require_subcommand(0, 1);
  app.get_formatter()->column_width(32);
  for (const auto add :
       {&add_fix_command, &add_detect_command, &add_explain_command, &add_apply_command,
        &add_break_command, &add_train_command, &add_train_masked_command, &add_model_command,
        &add_eval_command, &add_check_command, &add_report_command}) {
    add(app, program);
  }
  app.allow_extras();  // so that we can say what to do with a bare file name
}

/// `fuyuan page.txt`, `fuyuan explian page.txt`, `fuyuan --stric`.
[[noreturn]] void complain_of_extras(const CLI::App& app) {
  const std::string first = app.remaining().front();
  if (first.starts_with('-') && first != "-") {
    throw UsageError(fmt::format("there is no option {}", first));
  }
  std::error_code error;
  if (std::filesystem::exists(first, error)) {
    throw UsageError(
        fmt::format("a file is restored with `fuyuan fix {0}` or `fuyuan < {0}`", first));
  }
  std::string commands;
  for (const CLI::App* command : app.get_subcommands({})) {
    commands += fmt::format("{}{}", commands.empty() ? "" : ", ", command->get_name());
  }
  throw UsageError(fmt::format("there is no command '{}'; there are {}", first, commands));
}

/// CLI11's messages begin with a capital now and then.
std::string in_one_style(std::string message) {
  if (message.size() > 1 && std::isupper(static_cast<unsigned char>(message[0])) != 0 &&
      std::islower(static_cast<unsigned char>(message[1])) != 0) {
    message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
  }
  return message;
}

/// An option before the command's name must be one that the command knows.
void check_options_before(const CLI::App& app, const CLI::App& command) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() == 0) continue;
    if (command.get_option_no_throw(option->get_name()) == nullptr) {
      throw UsageError(
          fmt::format("{} does not go with '{}'", option->get_name(), command.get_name()));
    }
  }
}

int run(int argc, char** argv) {
  Program program;
  CLI::App app{std::string(kDescription), "fuyuan"};
  define(app, program);
  std::string help_command = "fuyuan";
  try {
    app.parse(argc, argv);
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (!app.remaining().empty()) complain_of_extras(app);
    if (program.common.is_quiet && program.common.is_verbose) {
      throw UsageError("--quiet and --verbose exclude each other");
    }
    if (chosen.empty()) return run_pipe(program.common);
    help_command += " " + chosen.front()->get_name();
    check_options_before(app, *chosen.front());
    return program.run();
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;  // of its own, so that output that cannot be written is noticed
    app.exit(help_or_version, text);
    StandardOutput out;
    out.write(text.view());
    out.flush();
    return static_cast<int>(ExitCode::done);
  } catch (const CLI::ParseError& error) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (!chosen.empty()) help_command += " " + chosen.front()->get_name();
    say(fmt::format("{} (see {} --help)", in_one_style(error.what()), help_command));
  } catch (const UsageError& error) {
    say(fmt::format("{} (see {} --help)", error.what(), help_command));
  }
  return static_cast<int>(ExitCode::usage);
}

}  // namespace
}  // namespace fuyuan::cli

int main(int argc, char** argv) {
  using namespace fuyuan;
  using namespace fuyuan::cli;
  keep_freed_memory();
  guard_standard_descriptors();
  install_signal_handlers();
  try {
    return run(argc, argv);
  } catch (const PipeClosed&) {
    return static_cast<int>(ExitCode::done);
  } catch (const std::bad_alloc&) {
    say("out of memory");
  } catch (const std::exception& error) {
    say(error.what());
  }
  return static_cast<int>(ExitCode::failed);
}
