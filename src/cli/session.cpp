#include "cli/session.hpp"

#include <chrono>

#include <fmt/format.h>

#include "cli/console.hpp"

namespace fuyuan::cli {
namespace {

std::string display(DocumentName name) {
  return name.entry.empty() ? std::string(name.path) : fmt::format("{}:{}", name.path, name.entry);
}

}  // namespace

Session::Session(const CommonOptions& options, bool announces_changes)
    : options_(options),
      announces_changes_(announces_changes || options.only_checks),
      restorer_(options.restorer_options()),
      report_(options.report, options.resumes),
      work_(options.threads) {}

Restored Session::restore(std::string_view path, std::string_view bytes) {
  const auto begin = std::chrono::steady_clock::now();
  Restored restored = restorer_.restore(bytes);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
  record({path, {}}, restored, restored.text != bytes, spent.count());
  return restored;
}

void Session::record(DocumentName name, const Restored& restored, bool changed,
                     double milliseconds) {
  ++totals_.verdicts[static_cast<std::size_t>(restored.verdict)];
  totals_.changed += changed ? 1 : 0;
  if (report_.is_open()) report_.add(report_json(name, restored, milliseconds));
  if (announces_changes_ && changed && !options_.is_quiet) {
    say(display(name), "would change: " + summarize(restored));
  } else if (options_.is_verbose) {
    say(display(name), summarize(restored));
  }
}

void Session::record_end(std::string_view path, std::size_t documents, std::size_t changed) {
  if (report_.is_open()) report_.add(end_json(path, documents, changed));
}

void Session::fail(DocumentName name, std::string_view what) {
  ++totals_.failed;
  say(display(name), what);
  report_.add(error_json(name, what));
}

int Session::exit_code() const {
  const bool found = options_.only_checks && totals_.changed > 0;
  return static_cast<int>(found || totals_.failed > 0 ? ExitCode::failed : ExitCode::done);
}

}  // namespace fuyuan::cli
