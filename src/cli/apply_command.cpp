#include <memory>
#include <stdexcept>
#include <string>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/plan_reader.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan explain --json page.txt > plan.json    look at it, edit it, keep it with the page
  fuyuan apply --plan plan.json < page.txt      do exactly that, and nothing else

A line of a --report is a plan as well, but for documents that were restored in pieces (text
of 2 MiB and more, JSON, chosen columns), whose line has none. If there is no plan, or the
text on standard input is not what it was made for, nothing is written and the exit code is 1.)";

int run_apply(const std::string& plan_path) {
  Plan plan;
  try {
    plan = read_plan(read_file(plan_path));
  } catch (const std::exception& error) {
    say(plan_path, error.what());
    return static_cast<int>(ExitCode::failed);
  }
  std::string restored;
  try {
    restored = plan.apply(read_file("-"));
  } catch (const std::exception& error) {
    say("-", error.what());
    return static_cast<int>(ExitCode::failed);
  }
  StandardOutput out;
  out.write(restored);
  out.flush();
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_apply_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("apply", "Replay a plan on standard input");
  const auto plan = std::make_shared<std::string>();
  command->add_option("--plan", *plan, "What `explain --json` wrote")
      ->required()
      ->type_name("FILE");
  add_message_options(*command, program.common, "");
  command->footer(std::string(kExamples));
  command->callback([plan, &program] { program.run = [plan] { return run_apply(*plan); }; });
}

}  // namespace fuyuan::cli
