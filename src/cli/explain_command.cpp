#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/explanation.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan explain page.txt | less -R
  fuyuan explain -v --color always page.txt         every change, not only the first ones
  fuyuan explain --json page.txt > plan.json        for programs, and for `fuyuan apply`

The text around «before → after» is shown as the step left it. Bytes that are not UTF-8
are shown as ‹C4 E3›. Damage done in several rounds is undone in several steps. Nothing is
written to any file.)";

int run_explain(const std::string& path, bool is_json, CommonOptions options) {
  const bool shows_all = options.is_verbose;
  options.is_verbose = false;      // the explanation itself says what -v would
  options.marks_inferred = false;  // and points out inferred characters in its own way
  Session session(options);
  StandardOutput out;
  try {
    const std::string observed = read_file(path);
    const Restored restored = session.restore(path, observed);
    if (is_json) {
      out.write(report_json(path, restored) + "\n");
    } else {
      const Palette palette(use_color(options.color, STDOUT_FILENO));
      out.write(explain_for_people(path, observed, restored, {palette, shows_all}));
    }
    out.flush();
  } catch (const OutputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    session.fail(path, error.what());
  }
  return session.exit_code();
}

}  // namespace

void add_explain_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("explain", "What is broken, and what would be done");
  const auto path = std::make_shared<std::string>("-");
  const auto is_json = std::make_shared<bool>(false);
  command->add_option("PATH", *path, "A file; standard input if there is none")->type_name("");
  command->add_flag("--json", *is_json, "One JSON object, the plan included");
  add_restoring_options(*command, program.common);
  add_message_options(*command, program.common);
  command->footer(std::string(kExamples));
  command->callback([path, is_json, &program] {
    program.run = [path, is_json, &program] {
      return run_explain(*path, *is_json, program.common);
    };
  });
}

}  // namespace fuyuan::cli
