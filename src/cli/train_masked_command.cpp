#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"
#include "cli/chosen_model.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "model/masked_trainer.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan train-masked -o my.masked news.txt web.txt.zst
  fuyuan train-masked --model my.model -o my.masked news.txt web.txt.zst

What it makes goes with one language model, the built-in one by default, and knows what that does
not: what a line is about. Texts are as for `fuyuan train`. With -v it tells how it goes. It takes an
hour and a quarter on two cores.)";

struct TrainMaskedOptions {
  std::string model;
  std::string output;
  std::vector<std::string> files;
  MaskedTrainerOptions trainer;
};

int run_train_masked(const TrainMaskedOptions& options, bool is_verbose) {
  const std::string* at_fault = &options.model;
  try {
    const ChosenModel model(options.model);
    MaskedTrainer trainer(*model, options.trainer);
    for (const std::string& path : options.files) {
      at_fault = &path;
      if (is_verbose) say(path, "reading");
      trainer.add(read_text(path));
    }
    at_fault = &options.output;
    AtomicFile out(options.output);
    out.write(trainer.train([&](std::string_view what) {
      if (is_verbose) say(what);
    }));
    out.commit();
  } catch (const std::runtime_error& error) {
    say(*at_fault, error.what());
    return static_cast<int>(ExitCode::failed);
  }
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_train_masked_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand(
      "train-masked", "Make what goes with a language model and looks farther than it");
  const auto options = std::make_shared<TrainMaskedOptions>();
  MaskedTrainerOptions& trainer = options->trainer;
  command->add_option("-o,--output", options->output, "The file to write")
      ->required()
      ->type_name("FILE");
  command->add_option("FILE", options->files, "Texts")->required()->type_name("");
  command->add_option("--model", options->model, "A language model (default: the built-in one)")
      ->type_name("MODEL");
  const auto number = [&](const char* name, auto& value, const char* what) {
    command->add_option(name, value, fmt::format("{} (default {})", what, value))->type_name("N");
  };
  number("--warm-up", trainer.warm_up, "Characters to read without the language model at first");
  number("--with-model", trainer.with_model, "Characters to read with it then");
  number("--min-character", trainer.min_character_count, "Rarer characters are all one");
  add_message_options(*command, program.common, "Say what is read and how training goes");
  command->footer(std::string(kExamples));
  command->callback([options, &program] {
    program.run = [options, &program] {
      return run_train_masked(*options, program.common.is_verbose);
    };
  });
}

}  // namespace fuyuan::cli
