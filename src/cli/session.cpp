#include "cli/session.hpp"

#include <utility>

#include <fmt/format.h>

#include "cli/console.hpp"

namespace fuyuan::cli {

std::string display(DocumentName name) {
  return name.entry.empty() ? std::string(name.path) : fmt::format("{}:{}", name.path, name.entry);
}

Session::Session(const CommonOptions& options, bool announces_changes, SessionHooks hooks)
    : options_(options),
      announces_changes_(announces_changes || options.only_checks),
      hooks_(std::move(hooks)),
      restorer_(options.restorer_options()),
      report_(options.report, options.resumes),
      progress_(totals_),
      work_(options.threads) {}

void Session::record(DocumentName name, const Restored& restored, bool changed,
                     double milliseconds) {
  ++totals_.verdicts[static_cast<std::size_t>(restored.verdict)];
  totals_.changed += changed ? 1 : 0;
  if (hooks_.recorded) hooks_.recorded(name, restored, milliseconds);
  if (report_.is_open()) report_.add(report_json(name, restored, milliseconds));
  if (announces_changes_ && changed && !options_.is_quiet) {
    tell(fmt::format("{}: would change: {}", display(name), summarize(restored)));
  } else if (options_.is_verbose) {
    tell(fmt::format("{}: {}", display(name), summarize(restored)));
  }
  progress_.tick();
}

void Session::record_end(std::string_view path, std::size_t documents, std::size_t changed) {
  if (report_.is_open()) report_.add(end_json(path, documents, changed));
}

void Session::record_rename(DocumentName name, std::string_view new_name) {
  ++totals_.changed;
  if (report_.is_open()) report_.add(rename_json(name, new_name));
  if (announces_changes_ && !options_.is_quiet) {
    tell(fmt::format("{}: would be named {}", display(name), new_name));
  } else if (options_.is_verbose) {
    tell(fmt::format("{}: named {}", display(name), new_name));
  }
}

void Session::fail(DocumentName name, std::string_view what) {
  ++totals_.failed;
  if (totals_.failures.size() < Totals::kMostNames) totals_.failures.push_back(display(name));
  tell(fmt::format("{}: {}", display(name), what));
  report_.add(error_json(name, what));
}

void Session::tell(std::string_view what) {
  progress_.clear();
  say(what);
}

int Session::exit_code() const {
  const bool found = options_.only_checks && totals_.changed > 0;
  return static_cast<int>(found || totals_.failed > 0 ? ExitCode::failed : ExitCode::done);
}

}  // namespace fuyuan::cli
