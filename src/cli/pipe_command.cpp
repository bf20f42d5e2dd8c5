#include <unistd.h>

#include <memory>

#include "archive/byte_stream.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "archive/document_format.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {

int run_pipe(const CommonOptions& options) {
  if (::isatty(STDIN_FILENO) == 1 && !options.is_quiet) {
    say("reading broken text from the terminal, Ctrl-D ends it (fuyuan --help says more)");
  }
  Session session(options);
  std::unique_ptr<ByteSink> out = std::make_unique<StandardOutput>();
  if (options.only_checks) out = std::make_unique<NullSink>();
  try {
    FileSource in("-");
    choose_format("-", options).restore("-", in, *out, session);
    out->flush();
  } catch (const OutputError&) {
    throw;
  } catch (const IoError& error) {
    session.fail("-", error.what());
  }
  return session.exit_code();
}

}  // namespace fuyuan::cli
