#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/input_run.hpp"
#include "cli/tree_walk.hpp"
#include "text/json.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan detect page.html
  {"path":"page.html","charset":"gb18030","language":"zh-Hans","verdict":"decoded","confidence":1.0000}
  fuyuan detect downloads/ > found.jsonl
  fuyuan detect pages.zip                 the files in it, each with its "entry"
  curl -s URL | fuyuan detect

Verdicts: clean (nothing to do), decoded (only charset or script would change), restored
(damage that can be undone without loss), inferred (some characters to be supplied from
context), partial (some lost for good), unrepaired (looks broken, no explanation is good
enough), binary (not text).)";

std::string detect_json(DocumentName name, const Restored& restored) {
  const std::string entry =
      name.entry.empty() ? std::string() : ",\"entry\":" + json_string(name.entry);
  return fmt::format(
      "{{\"path\":{}{},\"charset\":{},\"language\":{},\"verdict\":\"{}\",\"confidence\":{:.4f}}}\n",
      json_string(name.path), entry, json_string(restored.charset), json_string(restored.language),
      verdict_name(restored.verdict), restored.confidence);
}

int run_detect(const std::vector<std::string>& paths, const CommonOptions& options) {
  StandardOutput out;
  NullSink nowhere;
  SessionHooks hooks;
  hooks.recorded = [&](DocumentName name, const Restored& restored, double) {
    out.write(detect_json(name, restored));
    out.flush();
  };
  Session session(options, false, hooks);
  TreeVisitor visitor;
  visitor.filter = PathFilter(options.includes, options.excludes);
  visitor.fail = [&](const std::string& path, const std::string& what) {
    session.work().add_finish(0, [&session, path, what] { session.fail(path, what); });
  };
  visitor.visit = [&](const InputFile& file) {
    const auto run = std::make_shared<InputRun>(session, options.format, file.path, nowhere);
    try {
      FileSource in(file.path);
      PeekSource source(in);
      run->read(choose_format(file.path, source, options.format, false), source);
      run->then([run = run.get()] { run->record_end(); });
    } catch (const IoError& error) {
      run->give_up(error.what());
    }
  };
  for (const std::string& path : paths) walk_tree(path, visitor);
  session.work().drain();
  return session.exit_code();
}

}  // namespace

void add_detect_command(CLI::App& app, Program& program) {
  CLI::App* command =
      app.add_subcommand("detect", "Charset, language and verdict, one JSON object a document");
  const auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, "Files and folders; standard input if there is none")
      ->type_name("");
  add_restoring_options(*command, program.common);
  add_folder_options(*command, program.common);
  add_format_options(*command, program.common);
  add_message_options(*command, program.common, "One line a document");
  command->footer(std::string(kExamples));
  command->callback([paths, &program] {
    program.run = [paths, &program] {
      if (paths->empty()) paths->push_back("-");
      return run_detect(*paths, program.common);
    };
  });
}

}  // namespace fuyuan::cli
