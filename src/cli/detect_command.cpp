#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/tree_walk.hpp"
#include "restore/json.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan detect page.html
  {"path":"page.html","charset":"gb18030","language":"zh-Hans","verdict":"decoded","confidence":1.0000}
  fuyuan detect downloads/ > found.jsonl
  curl -s URL | fuyuan detect

Verdicts: clean (nothing to do), decoded (only charset or script would change), restored
(damage that can be undone without loss), inferred (some characters to be supplied from
context), partial (some lost for good), unrepaired (looks broken, no explanation is good
enough), binary (not text).)";

int run_detect(const std::vector<std::string>& paths, const CommonOptions& options) {
  Session session(options);
  StandardOutput out;
  const auto detect = [&](const InputFile& file) {
    try {
      const Restored restored = session.restore(file.path, read_file(file.path));
      out.write(fmt::format(
          "{{\"path\":{},\"charset\":{},\"language\":{},\"verdict\":\"{}\",\"confidence\":{:.4f}}}"
          "\n",
          json_string(file.path), json_string(restored.charset), json_string(restored.language),
          verdict_name(restored.verdict), restored.confidence));
      out.flush();
    } catch (const OutputError&) {
      throw;
    } catch (const std::exception& error) {
      session.fail(file.path, error.what());
    }
  };
  const TreeVisitor visitor{
      detect,
      [&](const std::string& path, const std::string& what) { session.fail(path, what); },
      {}};
  for (const std::string& path : paths) walk_tree(path, visitor);
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
  add_message_options(*command, program.common);
  command->footer(std::string(kExamples));
  command->callback([paths, &program] {
    program.run = [paths, &program] {
      if (paths->empty()) paths->push_back("-");
      return run_detect(*paths, program.common);
    };
  });
}

}  // namespace fuyuan::cli
