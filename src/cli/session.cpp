#include "cli/session.hpp"

#include "cli/console.hpp"

namespace fuyuan::cli {

Session::Session(const CommonOptions& options, bool announces_changes)
    : options_(options),
      announces_changes_(announces_changes || options.only_checks),
      restorer_(options.restorer_options()),
      report_(options.report) {}

Restored Session::restore(std::string_view path, std::string_view bytes) {
  Restored restored = restorer_.restore(bytes);
  const bool changes = restored.text != bytes;
  ++totals_.verdicts[static_cast<std::size_t>(restored.verdict)];
  totals_.changed += changes ? 1 : 0;
  if (report_.is_open()) report_.add(report_json(path, restored));
  if (announces_changes_ && changes && !options_.is_quiet) {
    say(path, "would change: " + summarize(restored));
  } else if (options_.is_verbose) {
    say(path, summarize(restored));
  }
  return restored;
}

void Session::fail(std::string_view path, std::string_view what) {
  ++totals_.failed;
  say(path, what);
  report_.add(error_json(path, what));
}

int Session::exit_code() const {
  const bool found = options_.only_checks && totals_.changed > 0;
  return static_cast<int>(found || totals_.failed > 0 ? ExitCode::failed : ExitCode::done);
}

}  // namespace fuyuan::cli
