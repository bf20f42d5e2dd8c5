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
#include "model/trainer.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan train -o my.model news.txt web.txt.zst
  fuyuan train -o small.model --order 3 --max-bytes 4000000 news.txt
  fuyuan model --model my.model held-out.txt        how good is it?

Texts are UTF-8, a paragraph a line, plain or packed with zstd. The same files (by name and
content) in the same order give the same model, byte for byte.)";

struct TrainOptions {
  std::string output;
  std::vector<std::string> files;
  TrainerOptions trainer;
};

int run_train(const TrainOptions& options, bool is_verbose) {
  Trainer trainer(options.trainer);
  for (const std::string& path : options.files) {
    if (is_verbose) say(path, "reading");
    try {
      // The name only: where the files lie must not make a difference.
      trainer.add(std::filesystem::path(path).filename().string(), read_text(path));
    } catch (const IoError& error) {
      say(path, error.what());
      return static_cast<int>(ExitCode::failed);
    } catch (const std::runtime_error& error) {
      say(error.what());
      return static_cast<int>(ExitCode::failed);
    }
  }
  if (is_verbose) say("training");
  AtomicFile out(options.output);
  try {
    out.write(trainer.train());
    out.commit();
  } catch (const std::runtime_error& error) {
    say(options.output, error.what());
    return static_cast<int>(ExitCode::failed);
  }
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_train_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("train", "Make a language model from texts");
  const auto options = std::make_shared<TrainOptions>();
  TrainerOptions& trainer = options->trainer;
  command->add_option("-o,--output", options->output, "The model to write")
      ->required()
      ->type_name("MODEL");
  command->add_option("FILE", options->files, "Texts")->required()->type_name("");
  const auto number = [&](const char* name, auto& value, const char* what) {
    command->add_option(name, value, fmt::format("{} (default {})", what, value))->type_name("N");
  };
  command
      ->add_option("--order", trainer.order,
                   fmt::format("Longest n-gram, 3 or 4 (default {})", trainer.order))
      ->type_name("N")
      ->check(CLI::Range(3, 4));
  number("--max-bytes", trainer.max_bytes, "Leave out n-grams until the model is this small");
  number("--min-character", trainer.min_character_count, "Rarer characters share a token");
  number("--min-bigram", trainer.min_bigram_count, "Leave out rarer pairs");
  number("--min-trigram", trainer.min_trigram_count, "Leave out rarer triples");
  number("--min-fourgram", trainer.min_fourgram_count, "Leave out rarer groups of four");
  command
      ->add_option("--bigram-share", trainer.bigram_share,
                   fmt::format("Share of the size for pairs (default {})", trainer.bigram_share))
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0));
  add_message_options(*command, program.common, "Say what is read and done");
  command->footer(std::string(kExamples));
  command->callback([options, &program] {
    program.run = [options, &program] { return run_train(*options, program.common.is_verbose); };
  });
}

}  // namespace fuyuan::cli
