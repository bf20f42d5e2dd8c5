#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "channel/registry.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan break --list                                        all channels and their habits
  echo 你好，世界 | fuyuan break --channel utf8-as-gbk
  echo 你好，世界 | fuyuan break --channel utf8-as-gbk:java   the way one decoder does it
  fuyuan break --channel gbk-as-windows-1252 --channel utf8-as-windows-1252 < text
                                                             one after the other
  fuyuan break --channel gbk-frame-shift --seed 7 < text | fuyuan

The same text, channels and seed give the same damage everywhere.)";

struct BreakOptions {
  std::vector<std::string> channels;
  std::string habit;
  std::uint64_t seed = 1;
  bool lists = false;
};

/// One kind of damage, chosen and checked.
struct Damage {
  const Channel* channel = nullptr;
  std::string habit;
};

std::string join(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

/// `spec` is NAME or NAME:HABIT.
Damage choose(const std::string& spec, const std::string& common_habit) {
  const std::size_t colon = spec.find(':');
  const std::string name = spec.substr(0, colon);
  Damage damage{Registry::instance().find(name),
                colon == std::string::npos ? common_habit : spec.substr(colon + 1)};
  if (damage.channel == nullptr) {
    throw UsageError(
        fmt::format("there is no channel '{}'; `fuyuan break --list` names them", name));
  }
  const std::vector<std::string_view> habits = damage.channel->habits();
  if (damage.habit.empty()) {
    damage.habit = habits.front();
  } else if (std::find(habits.begin(), habits.end(), damage.habit) == habits.end()) {
    const std::string known = join(habits);
    throw UsageError(fmt::format("channel {} has no habit '{}'{}{}", name, damage.habit,
                                 known.empty() ? "" : "; it has ", known));
  }
  return damage;
}

int list_channels() {
  constexpr std::size_t kColumn = 27;
  StandardOutput out;
  for (const Channel* channel : Registry::instance().all()) {
    out.write(fmt::format("{:<{}} {}\n", channel->name(), kColumn - 1, channel->summary()));
    const std::string habits = join(channel->habits());
    if (!habits.empty()) out.write(fmt::format("{:<{}}  habits: {}\n", "", kColumn, habits));
  }
  out.flush();
  return static_cast<int>(ExitCode::done);
}

int run_break(const BreakOptions& options) {
  if (options.lists) return list_channels();
  if (options.channels.empty()) throw UsageError("say which --channel (or --list)");
  std::vector<Damage> damages;
  for (const std::string& spec : options.channels) damages.push_back(choose(spec, options.habit));
  std::string text = read_file("-");
  std::mt19937_64 random(options.seed);
  std::string_view maker;  // the channel that made `text`
  for (const Damage& damage : damages) {
    if (const std::size_t bad = find_invalid_utf8(text); bad != text.size()) {
      say("-", maker.empty() ? fmt::format("not UTF-8 (offset {})", bad)
                             : fmt::format("{} gave bytes that are not UTF-8 (offset {}): only the "
                                           "last channel may do so",
                                           maker, bad));
      return static_cast<int>(ExitCode::failed);
    }
    text = damage.channel->damage(text, damage.habit, random);
    maker = damage.channel->name();
  }
  StandardOutput out;
  out.write(text);
  out.flush();
  return static_cast<int>(ExitCode::done);
}

}  // namespace

void add_break_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand("break", "Break text on purpose");
  const auto options = std::make_shared<BreakOptions>();
  command
      ->add_option("-c,--channel", options->channels,
                   "The kind of damage; several are applied in turn")
      ->type_name("NAME[:HABIT]")
      ->allow_extra_args(false);
  command->add_option("--habit", options->habit, "For all channels without a habit of their own")
      ->type_name("H");
  command->add_option("--seed", options->seed, "For damage that strikes at random (default 1)")
      ->type_name("N");
  command->add_flag("--list", options->lists, "Name the channels and their habits");
  add_message_options(*command, program.common, "");
  command->footer(std::string(kExamples));
  command->callback(
      [options, &program] { program.run = [options] { return run_break(*options); }; });
}

}  // namespace fuyuan::cli
