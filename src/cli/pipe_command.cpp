#include <unistd.h>

#include <memory>

#include "archive/document_format.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/input_run.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {

int run_pipe(const CommonOptions& options) {
  if (::isatty(STDIN_FILENO) == 1 && !options.is_quiet) {
    say("reading broken text from the terminal, Ctrl-D ends it (fuyuan --help says more)");
  }
  std::unique_ptr<ByteSink> out = std::make_unique<StandardOutput>();
  if (options.only_checks) out = std::make_unique<NullSink>();
  FormatOptions format = options.format;
  if (format.format == "auto") format.format = "text";
  Session session(options);
  const auto run = std::make_shared<InputRun>(session, format, "-", *out);
  FileSource in("-");
  PeekSource source(in);
  try {
    run->read(choose_format("-", source, format, false), source);
  } catch (const IoError& error) {
    run->give_up(error.what());
  }
  run->then([run = run.get(), &out] {
    out->flush();
    run->record_end();
  });
  session.work().drain();
  return session.exit_code();
}

}  // namespace fuyuan::cli
