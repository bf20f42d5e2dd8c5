#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/evaluation.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan eval dev.zh-hans.news.txt                          every channel and habit
  fuyuan eval --documents 50 dev.*.txt.zst
  fuyuan eval --only utf8-as-gbk --by-text dev.*.txt.zst    a row for each text
  fuyuan eval --only healthy --documents 10000 dev.*.txt.zst
  fuyuan eval --json scores.json dev.*.txt.zst              the figures for programs, too

Texts are clean UTF-8, a paragraph a line, plain or packed with zstd; each paragraph is a
document. `zh-hans` in a file's name says that it is Simplified Chinese; other text (zh-hant, ja,
ko, other) takes part with --to keep. The same texts and options give the same figures.)";

struct EvalOptions {
  std::vector<std::string> files;
  std::string json;
  EvaluationOptions evaluation;
  bool is_by_text = false;
};

std::vector<EvaluationText> read_texts(const std::vector<std::string>& paths) {
  std::vector<EvaluationText> texts;
  for (const std::string& path : paths) {
    try {
      std::string text = read_text(path);
      if (const std::size_t bad = find_invalid_utf8(text); bad != text.size()) {
        throw IoError(fmt::format("not UTF-8 (offset {})", bad));
      }
      // The name only: where the files lie must not make a difference.
      texts.push_back({std::filesystem::path(path).filename().string(), std::move(text)});
    } catch (const IoError& error) {
      throw IoError(fmt::format("{}: {}", printable(path), error.what()));
    }
  }
  return texts;
}

void write_json(const std::string& path, const std::vector<Score>& scores) {
  try {
    AtomicFile out(path);
    out.write(to_json(scores));
    out.commit();
  } catch (const IoError& error) {
    throw IoError(fmt::format("{}: {}", printable(path), error.what()));
  }
}

int run_eval(const EvalOptions& options) {
  const std::vector<EvaluationText> texts = read_texts(options.files);
  const std::vector<Score> scores = evaluate(texts, options.evaluation);
  if (scores.empty()) {
    throw UsageError(
        fmt::format("no channel with '{}' in its name takes these texts; `fuyuan break --list` "
                    "names the channels",
                    options.evaluation.only));
  }
  StandardOutput out;
  out.write(to_table(scores, options.is_by_text));
  out.flush();
  if (!options.json.empty()) write_json(options.json, scores);
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_eval_command(CLI::App& app, Program& program) {
  CLI::App* command =
      app.add_subcommand("eval", "Break clean texts by every channel and see what comes back");
  const auto options = std::make_shared<EvalOptions>();
  EvaluationOptions& evaluation = options->evaluation;
  command->add_option("FILE", options->files, "Clean texts")->required()->type_name("");
  const auto number = [&](const char* name, auto& value, const std::string& what) {
    return command->add_option(name, value, what)->type_name("N");
  };
  number("--documents", evaluation.documents,
         fmt::format("At most so many of each text and channel, evenly spread (default {})",
                     evaluation.documents))
      ->check(CLI::Range(1, 1'000'000'000));
  command
      ->add_option("--only", evaluation.only,
                   "Channels that have this in CHANNEL:HABIT; `healthy` is one, too")
      ->type_name("CHANNEL");
  number("--length", evaluation.max_characters,
         "Cut longer paragraphs to so many characters (default: not cut)");
  number("--seed", evaluation.seed,
         fmt::format("For damage that strikes at random (default {})", evaluation.seed));
  number("--threads", evaluation.threads, "Default: as many as there are cores");
  command->add_flag("--by-text", options->is_by_text, "A row for each text");
  command->add_option("--json", options->json, "Write the figures to FILE as well")
      ->type_name("FILE");
  add_message_options(*command, program.common);
  command->footer(std::string(kExamples));
  command->callback(
      [options, &program] { program.run = [options] { return run_eval(*options); }; });
}

}  // namespace fuyuan::cli
