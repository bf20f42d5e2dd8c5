#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "archive/byte_stream.hpp"
#include "cli/chosen_model.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/numbers.hpp"
#include "model/language_model.hpp"
#include "text/json.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan model                                what the built-in model is made of
  fuyuan model held-out.txt.zst               and how well it knows a text: bits a character
  fuyuan model --model my.model held-out.txt
  fuyuan model --json

Fewer bits a character mean a better fit: 1 bit more and every guess is twice as hard.)";

struct ModelOptions {
  std::string model;
  std::vector<std::string> texts;
  bool is_json = false;
};

/// How well a model knows a text.
struct Fit {
  std::size_t characters = 0;
  double bits = 0;

  double bits_per_character() const {
    return characters == 0 ? 0 : bits / static_cast<double>(characters);
  }
};

Fit measure(const LanguageModel& model, std::string_view text) {
  const std::u32string code_points = to_utf32(text);
  return {code_points.size(), -model.score_text(code_points) / std::numbers::ln2};
}

std::string row(std::string_view label, std::string_view value) {
  return fmt::format("{:<14}{}\n", label, value);
}

/// The facts that the trainer left, one a line.
std::string describe(const LanguageModel& model) {
  namespace dom = simdjson::dom;
  std::string out = row("size", grouped(model.byte_size()) + " bytes");
  out += row("vocabulary", grouped(model.vocabulary_size()) + " characters and classes");
  dom::parser parser;
  dom::element facts;
  if (parser.parse(simdjson::padded_string(model.description())).get(facts) != 0) return out;
  const auto number = [&](const char* key, std::string_view label) {
    std::uint64_t value = 0;
    if (facts[key].get(value) == 0) out += row(label, grouped(value));
  };
  number("order", "order");
  number("bigrams", "bigrams");
  number("trigrams", "trigrams");
  number("fourgrams", "4-grams");
  number("characters", "trained on");
  dom::array sources;
  if (facts["sources"].get(sources) != 0) return out;
  for (const dom::element source : sources) {
    std::string_view name;
    std::uint64_t characters = 0;
    if (source["name"].get(name) != 0) continue;
    std::string line(name);
    if (source["characters"].get(characters) == 0) {
      line += fmt::format(": {} characters", grouped(characters));
    }
    out += row("source", line);
  }
  return out;
}

int run_model(const ModelOptions& options) {
  std::optional<ChosenModel> chosen;
  try {
    chosen.emplace(options.model);
  } catch (const std::runtime_error& error) {
    say(options.model, error.what());
    return static_cast<int>(ExitCode::failed);
  }
  const LanguageModel& model = **chosen;
  StandardOutput out;
  std::string texts;
  if (!options.is_json) out.write(describe(model));
  ExitCode code = ExitCode::done;
  for (const std::string& path : options.texts) {
    try {
      const Fit fit = measure(model, read_text(path));
      if (options.is_json) {
        texts += fmt::format("{}{{\"path\":{},\"characters\":{},\"bits_per_character\":{:.4f}}}",
                             texts.empty() ? "" : ",", json_string(path), fit.characters,
                             fit.bits_per_character());
      } else {
        out.write(fmt::format("{}: {} characters, {:.3f} bits a character\n", printable(path),
                              grouped(fit.characters), fit.bits_per_character()));
      }
    } catch (const OutputError&) {
      throw;
    } catch (const std::runtime_error& error) {
      say(path, error.what());
      code = ExitCode::failed;
    }
  }
  if (options.is_json) {
    out.write(fmt::format("{{\"size\":{},\"vocabulary\":{},\"facts\":{},\"texts\":[{}]}}\n",
                          model.byte_size(), model.vocabulary_size(), model.description(), texts));
  }
  out.flush();
  return static_cast<int>(code);
}

}  // namespace

void add_model_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("model", "What a language model knows, and how well");
  const auto options = std::make_shared<ModelOptions>();
  command->add_option("--model", options->model, "A model file (default: the built-in one)")
      ->type_name("FILE");
  command->add_option("TEXT", options->texts, "Texts to measure (UTF-8, plain or .zst)")
      ->type_name("");
  command->add_flag("--json", options->is_json, "One JSON object");
  add_message_options(*command, program.common, "");
  command->footer(std::string(kExamples));
  command->callback(
      [options, &program] { program.run = [options] { return run_model(*options); }; });
}

}  // namespace fuyuan::cli
