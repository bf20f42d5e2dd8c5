#include "cli/session.hpp"

#include <utility>

#include <fmt/format.h>

#include "cli/console.hpp"

namespace fuyuan::cli {

std::string display(DocumentName name) {
  return name.entry.empty() ? std::string(name.path) : fmt::format("{}:{}", name.path, name.entry);
}

Restored without_text(const Restored& restored) {
  Restored copy;
  copy.verdict = restored.verdict;
  copy.charset = restored.charset;
  copy.language = restored.language;
  copy.confidence = restored.confidence;
  copy.plan = restored.plan;
  copy.has_plan = restored.has_plan;
  copy.counts = restored.counts;
  return copy;
}

Session::Session(const CommonOptions& options, bool announces_changes, SessionHooks hooks)
    : options_(options),
      announces_changes_(announces_changes || options.only_checks),
      hooks_(std::move(hooks)),
      restorer_(options.restorer_options()),
      report_(options.report, options.resumes),
      progress_(totals_),
      work_(options.threads) {}

void Session::follow(std::function<void()> action) {
  if (commits_.empty()) {
    action();
  } else {
    commits_.add(nullptr, [action = std::move(action)](const std::string*) { action(); });
  }
}

void Session::record(DocumentName name, const Restored& restored, bool changed,
                     double milliseconds) {
  if (commits_.empty()) {
    record_now(name, restored, changed, milliseconds);
    return;
  }
  follow([this, path = std::string(name.path), entry = std::string(name.entry),
          kept = without_text(restored), changed, milliseconds] {
    record_now({path, entry}, kept, changed, milliseconds);
  });
}

void Session::record_now(DocumentName name, const Restored& restored, bool changed,
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
  if (!report_.is_open()) return;
  follow([this, line = end_json(path, documents, changed)] { report_.add(line); });
}

void Session::record_rename(DocumentName name, std::string_view new_name) {
  follow([this, line = rename_json(name, new_name), shown = display(name),
          after = std::string(new_name)] {
    ++totals_.changed;
    report_.add(line);
    if (announces_changes_ && !options_.is_quiet) {
      tell(fmt::format("{}: would be named {}", shown, after));
    } else if (options_.is_verbose) {
      tell(fmt::format("{}: named {}", shown, after));
    }
  });
}

void Session::fail(DocumentName name, std::string_view what) {
  follow([this, shown = display(name), line = error_json(name, what), text = std::string(what)] {
    ++totals_.failed;
    if (totals_.failures.size() < Totals::kMostNames) totals_.failures.push_back(shown);
    tell(fmt::format("{}: {}", shown, text));
    report_.add(line);
  });
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
