#include <algorithm>
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
#include "cli/eval/documents.hpp"
#include "cli/eval/evaluation.hpp"
#include "cli/eval/figures_json.hpp"
#include "cli/eval/page.hpp"
#include "cli/eval/tables.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan eval dev.zh-hans.news.txt                          every channel and habit
  fuyuan eval --documents 50 dev.*.txt.zst
  fuyuan eval --only utf8-as-gbk --by-text dev.*.txt.zst    a row for each text
  fuyuan eval --lengths 20,80,300 --by-length dev.*.txt.zst
  fuyuan eval --only healthy --documents 10000 dev.*.txt.zst
  fuyuan eval --only gb18030 --rivals dev.*.txt.zst         others asked about the same documents
  fuyuan eval --json scores.json dev.*.txt.zst              the figures for programs, too
  fuyuan eval --page --rivals --lengths 20,80,300 dev.*.txt.zst > page.md

Texts are clean UTF-8, a paragraph a line, plain or packed with zstd; each paragraph is a
document. `zh-hans` in a file's name says that it is Simplified Chinese; other text (zh-hant, ja,
ko, other) takes part with --to keep. The same texts and options give the same figures.

Beside the channels of `fuyuan break --list` there are misreads one after another (`chain:`),
accidents that befall mojibake (`accident:`), raw UTF-16, documents in which every line is broken
another way (`mixed:`), with --rivals script as OpenCC converts it (`opencc:`), and `healthy` text.
--rivals asks iconv and uconv, told how the text was broken, uchardet and ICU's detector about raw
bytes, and the command `opencc` about script.)";

struct EvalOptions {
  std::vector<std::string> files;
  std::string json;
  eval::EvaluationOptions evaluation;
  bool is_by_text = false;
  bool is_by_length = false;
  bool is_page = false;
};

std::vector<eval::Text> read_texts(const std::vector<std::string>& paths) {
  std::vector<eval::Text> texts;
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

void write_json(const std::string& path, const std::string& json) {
  try {
    AtomicFile out(path);
    out.write(json);
    out.commit();
  } catch (const IoError& error) {
    throw IoError(fmt::format("{}: {}", printable(path), error.what()));
  }
}

/// Says how far it is, twenty times in all.
void say_progress(std::size_t done, std::size_t all) {
  constexpr std::size_t kTimes = 20;
  if (done * kTimes / all != (done - 1) * kTimes / all)
    say(fmt::format("{} % done", 100 * done / all));
}

int run_eval(const EvalOptions& options) {
  const std::vector<eval::Text> texts = read_texts(options.files);
  if (options.evaluation.rivals) {
    for (const std::string& note : eval::rival_notes()) say(note);
  }
  const std::vector<eval::Score> scores = eval::evaluate(texts, options.evaluation);
  if (scores.empty()) {
    const auto has_paragraph = [](const eval::Text& text) {
      return !eval::choose_documents(text, {}, 1).empty();
    };
    if (std::none_of(texts.begin(), texts.end(), has_paragraph)) {
      throw IoError("there is no paragraph in these texts");
    }
    throw UsageError(
        fmt::format("no channel with '{}' in its name takes these texts; `fuyuan break --list` "
                    "names the channels",
                    options.evaluation.only));
  }
  StandardOutput out;
  out.write(options.is_page ? eval::make_page(scores, options.evaluation)
                            : eval::to_tables(scores, options.is_by_text, options.is_by_length));
  out.flush();
  if (!options.json.empty()) write_json(options.json, eval::to_json(scores, options.evaluation));
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_eval_command(CLI::App& app, Program& program) {
  CLI::App* command =
      app.add_subcommand("eval", "Break clean texts by every channel and see what comes back");
  const auto options = std::make_shared<EvalOptions>();
  eval::EvaluationOptions& evaluation = options->evaluation;
  command->add_option("FILE", options->files, "Clean texts")->required()->type_name("");
  const auto number = [&](const char* name, auto& value, const std::string& what) {
    return command->add_option(name, value, what)->type_name("N");
  };
  number("--documents", evaluation.documents,
         fmt::format("At most so many of each text and channel, evenly spread (default {})",
                     evaluation.documents))
      ->check(CLI::Range(1, 1'000'000'000));
  number("--healthy", evaluation.healthy,
         "The same for healthy text, which is quickly done (default: as --documents)");
  number("--pages", evaluation.pages,
         "The same for converted pages and frame shifts, few rows on whose figures much depends");
  command
      ->add_option("--only", evaluation.only,
                   "Damages that have this in CHANNEL:HABIT; see below for others")
      ->type_name("CHANNEL");
  command
      ->add_option("--lengths", evaluation.lengths,
                   "Cut documents to these lengths, such as 20,80,300; 0: paragraphs as they stand "
                   "(default)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("N,N");
  number("--seed", evaluation.seed,
         fmt::format("For damage that strikes at random (default {})", evaluation.seed));
  number("--threads", evaluation.threads, "Default: as many as there are cores");
  command->add_flag("--by-text", options->is_by_text, "A row for each text");
  command->add_flag("--by-length", options->is_by_length, "A row for each length");
  command->add_flag("--rivals", evaluation.rivals,
                    "Ask others about the same documents, where they are installed");
  command->add_flag("--page", options->is_page, "All tables as one page");
  command->add_option("--json", options->json, "Write the figures to FILE as well")
      ->type_name("FILE");
  add_message_options(*command, program.common, "Say how far it is");
  command->footer(std::string(kExamples));
  command->callback([options, &program] {
    if (program.common.is_verbose) options->evaluation.progress = say_progress;
    program.run = [options] { return run_eval(*options); };
  });
}

}  // namespace fuyuan::cli
