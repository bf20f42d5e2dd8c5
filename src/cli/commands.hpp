#pragma once

#include <CLI/CLI.hpp>

#include "cli/common_options.hpp"

namespace fuyuan::cli {

// Each adds one command to `app`. If the user chooses it, `program.run` is what to do. A new
// command is a file with such a function, a line here and a line in main.cpp.

void add_fix_command(CLI::App& app, Program& program);
void add_detect_command(CLI::App& app, Program& program);
void add_explain_command(CLI::App& app, Program& program);
void add_apply_command(CLI::App& app, Program& program);
void add_break_command(CLI::App& app, Program& program);
void add_train_command(CLI::App& app, Program& program);
void add_train_masked_command(CLI::App& app, Program& program);
void add_model_command(CLI::App& app, Program& program);
void add_eval_command(CLI::App& app, Program& program);
void add_check_command(CLI::App& app, Program& program);
void add_report_command(CLI::App& app, Program& program);

/// No command: standard input to standard output.
int run_pipe(const CommonOptions& options);

}  // namespace fuyuan::cli
