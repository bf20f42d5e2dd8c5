#include <fmt/format.h>
#include <unistd.h>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/explanation.hpp"
#include "cli/input_run.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan explain page.txt | less -R
  fuyuan explain -v --color always page.txt         every change, not only the first ones
  fuyuan explain pages.zip                          each file in it
  fuyuan explain --json page.txt > plan.json        for programs, and for `fuyuan apply`

The text around «before → after» is shown as the step left it. Bytes that are not UTF-8
are shown as ‹C4 E3›. Damage done in several rounds is undone in several steps. Nothing is
written to any file.)";

/// Writes an explanation of each document, in order.
class Explaining {
 public:
  Explaining(const std::string& path, bool is_json, const CommonOptions& options)
      : path_(path),
        is_json_(is_json),
        options_(quieted(options)),
        style_{Palette(use_color(options.color, STDOUT_FILENO)), options.is_verbose},
        session_(options_, false, is_json ? json_hooks() : people_hooks()) {}

  int run() {
    try {
      FileSource in(path_);
      PeekSource source(in);
      const DocumentFormat& format = choose_format(path_, source, options_.format, false);
      holds_records_ = format.holds_strings();
      NullSink nowhere;
      const auto run = std::make_shared<InputRun>(session_, options_.format, path_, nowhere);
      const bool is_asked = options_.format.format != "auto";
      if (format.holds_files() || is_asked || (format.holds_strings() && !is_json_)) {
        run->read(format, source);
      } else {
        // As a whole, whatever its size: a plan must fit the file.
        run->restore("", read_all(source), {}, [](const Restored&) {});
      }
      run->then([run = run.get()] { run->record_end(); });
      session_.work().drain();
      tell_healthy();
      out_.flush();
    } catch (const OutputError&) {
      throw;
    } catch (const std::runtime_error& error) {
      session_.fail(path_, error.what());
    }
    return session_.exit_code();
  }

 private:
  /// The explanation itself says what -v would, and points out inferred characters in its own way.
  static CommonOptions quieted(CommonOptions options) {
    options.is_verbose = false;
    options.marks_inferred = false;
    return options;
  }

  SessionHooks json_hooks() {
    SessionHooks hooks;
    hooks.recorded = [this](DocumentName name, const Restored& restored, double milliseconds) {
      out_.write(report_json(name, restored, milliseconds) + "\n");
    };
    return hooks;
  }

  SessionHooks people_hooks() {
    SessionHooks hooks;
    hooks.restored = [this](DocumentName name, std::string_view observed,
                            const Restored& restored) {
      // Of thousands of records in a file, few are damaged.
      if (holds_records_ && !name.entry.empty() && !style_.shows_all &&
          restored.verdict == Verdict::clean) {
        ++healthy_;
        return;
      }
      if (!std::exchange(is_first_, false)) out_.write("\n");
      out_.write(explain_for_people(display(name), observed, restored, style_));
    };
    return hooks;
  }

  /// Those that were passed over.
  void tell_healthy() {
    if (healthy_ == 0) return;
    out_.write(fmt::format("{}{}: {} {} clean.\n", is_first_ ? "" : "\n", display({path_, {}}),
                           healthy_, healthy_ == 1 ? "record is" : "records are"));
  }

  const std::string& path_;
  bool is_json_;
  CommonOptions options_;
  ExplanationStyle style_;
  StandardOutput out_;
  bool is_first_ = true;
  bool holds_records_ = false;  ///< of which few need an explanation
  std::size_t healthy_ = 0;     ///< of those
  Session session_;
};

}  // namespace

void add_explain_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("explain", "What is broken, and what would be done");
  const auto path = std::make_shared<std::string>("-");
  const auto is_json = std::make_shared<bool>(false);
  command->add_option("PATH", *path, "A file; standard input if there is none")->type_name("");
  command->add_flag("--json", *is_json, "One JSON object, the plan included");
  add_restoring_options(*command, program.common);
  add_format_options(*command, program.common);
  add_message_options(*command, program.common, "Show every place, however many there are");
  command->footer(std::string(kExamples));
  command->callback([path, is_json, &program] {
    program.run = [path, is_json, &program] {
      return Explaining(*path, *is_json, program.common).run();
    };
  });
}

}  // namespace fuyuan::cli
